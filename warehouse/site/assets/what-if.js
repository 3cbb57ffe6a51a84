/* Scores and ranks of an index under other weights, from the data of `warehouse/publication/what_if.py` and as the engine
   computes them: by exact fractions where its scales allow that, so that a tie is a tie. Nothing here knows of a page.

   A number is a fraction [numerator, denominator] of BigInt with a denominator above 0, or a double. */
"use strict";
const whatIf = (() => {
  const DECIMALS = 10; // of a double that are compared: what differs beyond is rounding error, not performance
  const GREAT = 10n ** 18n;
  const ROOT = "score";
  const BARRED = ["INVALID", "NOT_REPORTED", "SMALL_N"]; // the gravest reason first

  // ---- Numbers ----
  const isExact = Array.isArray;

  function parse(text) {
    if (typeof text === "number") return text;
    const [top, bottom = "1"] = text.split("/");
    const [whole, decimals = ""] = top.split(".");
    return [BigInt(whole + decimals), BigInt(bottom) * 10n ** BigInt(decimals.length)];
  }

  function double(value) {
    if (!isExact(value)) return value;
    const [n, d] = value;
    if (d < 9007199254740992n && n < 9007199254740992n && n > -9007199254740992n) return Number(n) / Number(d);
    return Number((n * GREAT) / d) / Number(GREAT);
  }

  const either = (exact, floating) => (a, b) => (isExact(a) && isExact(b) ? exact(a, b) : floating(double(a), double(b)));
  const plus = either(([a, b], [c, d]) => [a * d + c * b, b * d], (a, b) => a + b);
  const times = either(([a, b], [c, d]) => [a * c, b * d], (a, b) => a * b);
  const over = either(([a, b], [c, d]) => [a * d, b * c], (a, b) => a / b); // of a divisor above 0
  const sign = (value) => (isExact(value) ? Number(value[0] > 0n) - Number(value[0] < 0n) : Math.sign(value));
  const isPositive = (value) => sign(value) > 0;
  const total = (values) => values.reduce(plus, [0n, 1n]);

  function reduced([n, d]) {
    let [a, b] = [n < 0n ? -n : n, d];
    while (b) [a, b] = [b, a % b];
    return a ? [n / a, d / a] : [0n, 1n];
  }

  function rounded([n, d], places) { // half to even
    const scale = 10n ** BigInt(places);
    let whole = (n * scale) / d;
    let rest = n * scale - whole * d;
    if (rest < 0n) [whole, rest] = [whole - 1n, rest + d];
    const isUp = 2n * rest > d || (2n * rest === d && whole % 2n !== 0n);
    return [whole + (isUp ? 1n : 0n), scale];
  }

  // What scores are compared by: the exact number, or a double rounded (its 100 decimals are all that it has).
  function key(score, places) {
    if (isExact(score) && places === null) return score;
    return rounded(isExact(score) ? score : parse(score.toFixed(100)), places === null ? DECIMALS : places);
  }

  const compare = ([a, b], [c, d]) => Number(a * d > c * b) - Number(a * d < c * b);

  // ---- The tree of the index: groups and indicators with `parts`, `weight` and `aggregation` ----
  function tree(data, sizes, isCounted) {
    const parts = data.groups.map((group) => node(group, sizes, isCounted)).filter(Boolean);
    return { id: ROOT, aggregation: data.aggregation, weight: [1n, 1n], parts };
  }

  function node(part, sizes, isCounted) {
    const size = parse(sizes[part.id]);
    if (!part.parts) return isCounted(part) ? { id: part.id, weight: size, parts: [] } : null;
    const parts = part.parts.map((one) => node(one, sizes, isCounted)).filter(Boolean);
    if (!parts.length) return null;
    // A group of which only a part is computable weighs that part of its own weight.
    const declared = total(part.parts.map((one) => parse(sizes[one.id])));
    const kept = total(parts.map((one) => one.weight));
    const weight = isPositive(declared) ? reduced(over(times(size, kept), declared)) : [0n, 1n];
    return { id: part.id, aggregation: part.aggregation, weight, parts };
  }

  // A group of which everything weighs nothing is left out.
  const weighs = (one) => isPositive(one.weight) && (!one.parts.length || one.parts.some(weighs));

  function shares(root) {
    const found = {};
    const walk = (one, share) => {
      found[one.id] = reduced(share);
      const own = one.parts.map((part) => (weighs(part) ? part.weight : [0n, 1n]));
      const sum = total(own);
      one.parts.forEach((part, i) => walk(part, isPositive(sum) ? over(times(share, own[i]), sum) : [0n, 1n]));
    };
    walk(root, [1n, 1n]);
    return found;
  }

  const MEANS = { // of [weight, value] pairs
    arithmetic: (pairs) => over(total(pairs.map(([w, v]) => times(w, v))), total(pairs.map(([w]) => w))),
    geometric: (pairs) => {
      const logs = pairs.map(([w, v]) => double(w) * Math.log(double(v)));
      return Math.exp(double(total(logs)) / double(total(pairs.map(([w]) => double(w)))));
    },
    harmonic: (pairs) => over(total(pairs.map(([w]) => w)), total(pairs.map(([w, v]) => over(w, v)))),
  };

  // Missing parts hand their weight to their siblings; null where there is none.
  function aggregate(one, values) {
    if (!one.parts.length) return values[one.id];
    const pairs = one.parts.filter(weighs).map((part) => [part.weight, aggregate(part, values)]);
    const there = pairs.filter(([, value]) => value !== null);
    return there.length ? MEANS[one.aggregation](there) : null;
  }

  // ---- Who can be ranked ----
  function leaves(groups) {
    return groups.flatMap((part) => (part.parts ? leaves(part.parts) : [part]));
  }

  function allGroups(groups) {
    return groups.flatMap((part) => (part.parts ? [part, ...allGroups(part.parts)] : []));
  }

  // Why a unit has no rank, with the indicators concerned, or null.
  function reason(unit, data, sizes, share) {
    if (unit.excused) return { code: "EXCUSED", indicators: [] };
    const rules = leaves(data.groups);
    const has = new Set(data.codes.filter((code, i) => unit.scores[i] !== null));
    const status = (rule) => (rule.computable ? unit.missing[rule.id] : "NOT_COMPUTABLE");
    const isOwed = (rule) => !has.has(rule.id) && status(rule) !== "NOT_APPLICABLE" && status(rule) !== "NOT_COMPUTABLE";
    const isWeighty = (rule) => isPositive(parse(sizes[rule.id]));
    const bars = (rule) => unit.barred.includes(rule.id) && (isWeighty(rule) || (rule.required && isOwed(rule)));
    for (const code of BARRED) {
      const concerned = rules.filter((rule) => bars(rule) && status(rule) === code);
      if (concerned.length) return { code, indicators: concerned.map((rule) => rule.id) };
    }
    const isCompleted = (rule) => unit.completed.includes(rule.id); // by cases of the city
    const isShort = (own, least, isScored) => {
      const sum = (of) => total(own.filter(of).map((rule) => share[rule.id]));
      const applicable = sum((rule) => has.has(rule.id) || isOwed(rule));
      return isPositive(applicable) && compare(sum(isScored), times(parse(least), applicable)) < 0;
    };
    const isAny = (rule) => has.has(rule.id);
    const short = isShort(rules, data.least.overall, (rule) => isAny(rule) && !isCompleted(rule))
      || allGroups(data.groups).some((group) => isShort(leaves(group.parts), data.least.each_group, isAny));
    if (!short && rules.some((rule) => has.has(rule.id) && isWeighty(rule))) return null;
    return { code: "LOW_COVERAGE", indicators: rules.filter((rule) => isOwed(rule) || isCompleted(rule)).map((rule) => rule.id) };
  }

  // ---- Ranks ----
  // What orders units: the score, then each indicator that breaks ties; one without it comes after one that has it.
  function keys(unit, score, data, sizes) {
    const breakers = data.tie_break.flatMap((code) => {
      const normalised = unit.scores[data.codes.indexOf(code)];
      const value = isPositive(parse(sizes[code])) ? normalised : (unit.values[code] ?? null);
      return value === null ? [[0n, 1n], [0n, 1n]] : [[1n, 1n], key(parse(value), null)];
    });
    return [key(score, data.places), ...breakers];
  }

  function order(a, b) {
    const first = a.findIndex((one, i) => compare(one, b[i]) !== 0);
    return first < 0 ? 0 : compare(b[first], a[first]);
  }

  // Give each of some rows, best first, its `rank` and its `label`; equal keys share a rank, and a label that says so.
  function place(rows, ties) {
    let level = 0;
    for (let first = 0, last = 0; first < rows.length; first = last) {
      while (last < rows.length && order(rows[first].keys, rows[last].keys) === 0) last += 1;
      level += 1;
      const rank = ties === "dense" ? level : first + 1;
      const shown = ties === "mid" ? (first + 1 + last) / 2 : rank;
      const isTied = last - first > 1;
      for (const row of rows.slice(first, last)) Object.assign(row, { rank, label: (isTied ? "=" : "") + shown });
    }
  }

  function row(unit, data, sizes, root, scale, share) {
    const own = { id: unit.id, score: null, rank: null, label: "–", reason: reason(unit, data, sizes, share), keys: null };
    if (unit.excused) return own;
    const values = data.codes.map((code, i) => [code, unit.scores[i] === null ? null : parse(unit.scores[i])]);
    const found = aggregate(root, Object.fromEntries(values));
    if (found === null) return { ...own, reason: own.reason ?? { code: "LOW_COVERAGE", indicators: [] } };
    const score = times(found, scale);
    return { ...own, score, keys: own.reason ? null : keys(unit, score, data, sizes) };
  }

  /* The units under `sizes` (id of each group and indicator -> decimal, as text): best first, then those without a
     rank, each {id, score, rank, label, reason}; and `shares`, what each part counts for in the score. */
  function compute(data, sizes) {
    const root = tree(data, sizes, (rule) => rule.computable);
    const share = shares(tree(data, sizes, () => true));
    const scale = data.total_points === null ? [1n, 1n] : over(parse(data.total_points), [100n, 1n]);
    const rows = data.units.map((unit) => row(unit, data, sizes, root, scale, share));
    const byId = (a, b) => Number(a.id > b.id) - Number(a.id < b.id);
    const ranked = rows.filter((row) => row.keys).sort((a, b) => order(a.keys, b.keys) || byId(a, b));
    place(ranked, data.ties);
    const shown = [...ranked, ...rows.filter((row) => !row.keys).sort(byId)];
    return {
      units: shown.map(({ keys: _, score, ...row }) => ({ ...row, score: score === null ? null : double(score) })),
      shares: Object.fromEntries(Object.entries(shares(root)).map(([id, value]) => [id, double(value)])),
    };
  }

  return { compute, leaves, allGroups };
})();
if (typeof module !== "undefined") module.exports = whatIf;
