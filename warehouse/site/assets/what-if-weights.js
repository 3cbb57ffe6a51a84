/* Weights that somebody moves: from what stands on the controls to the sizes that a method would have, as a link and as
   a piece of a method's file. Pure: nothing here knows of a page.

   A setting is {values, base}. `values` holds whole numbers of the smallest unit (0.01 point) by id: in a method of points
   those of the indicators, of which a group has the sum; in a method of weights those of every part. `base` is the
   proportion in which a group hands out its points. */
"use strict";
const whatIfWeights = (() => {
  const isPoints = (data) => data.total_points !== null;
  const all = (groups) => groups.flatMap((part) => [part, ...all(part.parts ?? [])]);
  const leaves = (part) => (part.parts ? part.parts.flatMap(leaves) : [part]);
  const within = (data, id) => leaves(all(data.groups).find((part) => part.id === id)).map((part) => part.id);
  const held = (data) => all(data.groups).filter((part) => !isPoints(data) || !part.parts); // what has a value of its own
  const pairs = (ids, numbers) => Object.fromEntries(ids.map((id, i) => [id, numbers[i]]));
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  const units = (data, text) => Math.round(Number(text) * 10 ** data.digits);
  const text = (data, whole) => String(whole / 10 ** data.digits);

  // Share out a whole number in proportion to others, exactly: what rounding leaves goes to the greatest remainders.
  function apportion(whole, proportions) {
    const whole_of = sum(proportions);
    if (!whole_of) return proportions.map(() => 0);
    const rest = (one) => (whole * one) % whole_of;
    const parts = proportions.map((one) => (whole * one - rest(one)) / whole_of);
    const order = proportions.map((one, i) => i).sort((i, j) => rest(proportions[j]) - rest(proportions[i]) || i - j);
    order.slice(0, whole - sum(parts)).forEach((i) => { parts[i] += 1; });
    return parts;
  }

  function declared(data) {
    const values = Object.fromEntries(held(data).map((part) => [part.id, units(data, part.size)]));
    return { values, base: { ...values } };
  }

  const valueOf = (data, { values }, id) => values[id] ?? sum(within(data, id).map((leaf) => values[leaf]));

  // Give one part another value. A group of points hands it on to its indicators, also to those without data.
  function move(data, { values, base }, id, value) {
    const isOwn = id in values;
    const inner = isOwn ? [id] : within(data, id);
    const parts = isOwn ? [value] : apportion(value, inner.map((leaf) => base[leaf]));
    const moved = { ...values, ...pairs(inner, parts) };
    const home = data.groups.find((group) => group.id !== id && within(data, group.id).includes(inner[0]));
    const own = home ? within(data, home.id) : [];
    // Nothing at all is no proportion: the last one is kept, so that a group can come back from 0.
    const has = isOwn ? sum(own.map((leaf) => moved[leaf])) : value;
    return { values: moved, base: has ? { ...base, ...pairs(own, own.map((leaf) => moved[leaf])) } : base };
  }

  // The same for every part of a group, and for every group; what the method gives nothing keeps nothing.
  function equal(data) {
    const values = {};
    const give = (whole, parts) => {
      const shares = apportion(whole, parts.map((part) => Number(Number(part.size) > 0)));
      parts.forEach((part, i) => {
        if (!isPoints(data) || !part.parts) values[part.id] = shares[i];
        if (part.parts) give(isPoints(data) ? shares[i] : declaredSum(data, part.parts), part.parts);
      });
    };
    give(isPoints(data) ? units(data, data.total_points) : declaredSum(data, data.groups), data.groups);
    return { values, base: { ...values } };
  }

  const declaredSum = (data, parts) => sum(parts.map((part) => units(data, part.size)));

  /* The sizes of all parts as decimals, as a method's file takes them: points add up to the total of the method, and a
     group of which nothing weighs has nothing. */
  function sizes(data, { values }) {
    const own = held(data);
    const whole = isPoints(data) ? units(data, data.total_points) : 0;
    const points = isPoints(data) ? apportion(whole, own.map((part) => values[part.id])) : own.map((part) => values[part.id]);
    const found = Object.fromEntries(own.map((part, i) => [part.id, points[i]]));
    for (const part of all(data.groups).filter((one) => one.parts)) {
      const inner = sum(leaves(part).map((leaf) => found[leaf.id]));
      found[part.id] = isPoints(data) || !inner ? inner : found[part.id];
    }
    return Object.fromEntries(Object.entries(found).map(([id, value]) => [id, text(data, value)]));
  }

  const isDeclared = (data, { values }) => {
    const own = declared(data).values;
    return Object.keys(own).every((id) => own[id] === values[id]);
  };

  // "#w=<method>.<values>": a setting to send to somebody; null where the text is of another method, or of none.
  const mark = (data) => data.method.slice(0, 8);
  const toLink = (data, { values }) => `#w=${mark(data)}.${held(data).map((part) => text(data, values[part.id])).join("_")}`;

  function fromLink(data, link) {
    const found = /^#w=([0-9a-f]+)\.([0-9._]+)$/.exec(link);
    if (!found || found[1] !== mark(data)) return null;
    const numbers = found[2].split("_").map((one) => (/^\d{1,6}(\.\d+)?$/.test(one) ? units(data, one) : NaN));
    const own = held(data);
    if (numbers.length !== own.length || numbers.some(Number.isNaN)) return null;
    const values = Object.fromEntries(own.map((part, i) => [part.id, numbers[i]]));
    const unmoved = declared(data).base;
    const base = Object.assign({}, ...data.groups.map((group) => {
      const inner = all([group]).map((part) => part.id).filter((id) => id in values);
      const from = inner.some((id) => values[id]) ? values : unmoved;
      return Object.fromEntries(inner.map((id) => [id, from[id]]));
    }));
    return { values, base };
  }

  // The groups and indicators as they stand in a method's file, with their sizes alone.
  function toml(data, found, comments) {
    const deals = isPoints(data) ? "max_points" : "weight";
    const lines = comments.map((line) => `# ${line}`);
    const write = (part, path) => {
      const name = part.parts ? `id = "${part.id.slice("group:".length)}"` : `code = "${part.id}"`;
      lines.push("", `[[${path}]]`, name, `${deals} = ${found[part.id]}`);
      (part.parts ?? []).forEach((inner) => write(inner, `${path}.${inner.parts ? "groups" : "indicators"}`));
    };
    data.groups.forEach((group) => write(group, "groups"));
    return `${lines.join("\n")}\n`;
  }

  return { declared, valueOf, move, equal, sizes, isDeclared, toLink, fromLink, toml, units, text };
})();
if (typeof module !== "undefined") module.exports = whatIfWeights;
