/* The page on which weights are moved: from its controls to its table. What is computed stands in what-if.js. */
"use strict";
(() => {
  const source = document.getElementById("what-if-data");
  if (!source || typeof whatIf === "undefined" || typeof whatIfWeights === "undefined") return;
  const { lang, data, published, names, units, words, file } = JSON.parse(source.textContent);
  const at = (id) => document.getElementById(`what-if-${id}`);
  const part = (element, name) => element.querySelector(`[data-is="${name}"]`);
  const isPoints = data.total_points !== null;
  const hasRanks = Object.values(published).some((one) => one.rank !== null);
  const rows = Object.fromEntries([...document.querySelectorAll("tr[data-unit]")].map((row) => [row.dataset.unit, row]));
  const controls = [...document.querySelectorAll("[data-part]")].map((element) => {
    const own = element.querySelector(":scope > .move, :scope > .still");
    return { id: element.dataset.part, own, range: own.querySelector("[type=range]"), number: own.querySelector("[type=number]") };
  });
  const PAUSE = 400; // milliseconds of rest before a change is said aloud and written into the address
  let state = whatIfWeights.declared(data);
  let waiting = 0;

  // ---- Words and numbers ----
  const decimal = (digits) => new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [whole, score, plain] = [decimal(0), decimal(2), new Intl.NumberFormat(lang, { maximumFractionDigits: data.digits })];
  const share = new Intl.NumberFormat(lang, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const say = (key, values = {}) => fill(words[values.count === 1 ? `${key}_one` : key], values);
  const rank = (label) => label.replace(/[\d.]+/, (digits) => new Intl.NumberFormat(lang).format(Number(digits)));

  function signed(value) {
    const text = score.format(Math.abs(value));
    return /[1-9]/.test(text) ? (value > 0 ? "+" : "−") + text : text;
  }

  function because(why) {
    if (!why.indicators.length) return words.reason_WEIGHTLESS;
    return say(`reason_${why.code}`, { names: why.indicators.map((code) => names[code]).join("; ") });
  }

  // ---- What stands in the table ----
  // The units as they are to be shown: as published where nothing is moved, else as computed.
  function standings(result, isDeclared) {
    return result.units.map((one) => {
      const was = published[one.id];
      const now = isDeclared ? { ...one, rank: was.rank, label: was.label, score: was.score } : one;
      const isRanked = isDeclared ? was.is_ranked : one.reason === null;
      const why = isRanked ? "" : isDeclared || one.reason.code === "EXCUSED" ? was.reason : because(one.reason);
      return { ...now, isRanked, why };
    });
  }

  function change(one) {
    const was = published[one.id];
    if (one.isRanked !== was.is_ranked) return one.isRanked ? ["better", words.new] : ["worse", words.lost];
    if (!one.isRanked) return ["", ""];
    const places = was.rank - one.rank;
    if (!places) return ["", words.same];
    return places > 0 ? ["better", say("up", { count: places })] : ["worse", say("down", { count: -places })];
  }

  function drawRow(one, isDeclared) {
    const row = rows[one.id];
    const [kind, text] = isDeclared || !hasRanks ? ["", ""] : change(one);
    if (hasRanks) {
      part(row, "rank").textContent = one.isRanked ? rank(one.label) : "–";
      part(row, "change").textContent = text;
      part(row, "change").classList.remove("better", "worse");
      if (kind) part(row, "change").classList.add(kind);
    }
    row.classList.toggle("moved", kind !== "");
    part(row, "score").textContent = one.isRanked ? score.format(one.score) : "–";
    const differs = !isDeclared && one.isRanked && published[one.id].is_ranked;
    part(row, "difference").textContent = differs ? signed(one.score - published[one.id].score) : "";
    part(row, "reason").textContent = one.why;
    for (const cell of row.querySelectorAll(".ranked, .why")) cell.hidden = cell.classList.contains("why") === one.isRanked;
    at(one.isRanked ? "ranked" : "unranked").append(row);
    return kind !== "";
  }

  function summary(shown, isDeclared, moved) {
    const first = shown.filter((one) => one.isRanked && (hasRanks ? one.rank === 1 : one.id === shown[0].id));
    if (!first.length) return words.nobody;
    const named = { first: first.map((one) => units[one.id]).join(", "), count: moved };
    if (!hasRanks) return say("scores", { first: named.first });
    if (isDeclared) return say("declared", { first: named.first });
    return moved ? say("moved", named) : say("moved_none", { first: named.first });
  }

  // ---- What stands on the controls ----
  function drawControls(shares) {
    for (const { id, own, range, number } of controls) {
      const text = whatIfWeights.text(data, whatIfWeights.valueOf(data, state, id));
      const shown = { value: plain.format(Number(text)), share: share.format(shares[id] ?? 0) };
      if (range) {
        range.value = text;
        range.setAttribute("aria-valuetext", say(isPoints ? "value_points" : "value_weights", shown));
        if (document.activeElement !== number) number.value = text; // nobody is interrupted in typing
        part(own, "share").textContent = shown.share;
      } else if (part(own, "value")) {
        part(own, "value").textContent = shown.value;
      }
    }
    const sum = data.groups.reduce((all, group) => all + whatIfWeights.valueOf(data, state, group.id), 0);
    const values = { sum: plain.format(Number(whatIfWeights.text(data, sum))), total: plain.format(Number(data.total_points)) };
    at("sum").textContent = isPoints ? say("sum_points", values) : words.sum_weights;
  }

  function draw() {
    const isDeclared = whatIfWeights.isDeclared(data, state);
    const result = whatIf.compute(data, whatIfWeights.sizes(data, state));
    const shown = standings(result, isDeclared);
    const moved = shown.map((one) => drawRow(one, isDeclared)).filter(Boolean).length;
    const apart = at("unranked");
    apart.prepend(apart.querySelector(".apart"));
    apart.querySelector(".apart").hidden = apart.children.length === 1;
    drawControls(result.shares);
    at("summary").textContent = summary(shown, isDeclared, moved);
    const link = isDeclared ? "" : whatIfWeights.toLink(data, state);
    at("link").value = location.href.split("#")[0] + link;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      at("live").textContent = at("summary").textContent;
      history.replaceState(null, "", link || location.pathname + location.search);
    }, PAUSE);
  }

  // ---- What people do ----
  function set(next) {
    state = next;
    draw();
  }

  function typed(input, id) {
    const value = input.valueAsNumber;
    if (value >= 0 && value < 1e6) set(whatIfWeights.move(data, state, id, whatIfWeights.units(data, String(value))));
  }

  function fromAddress() {
    if (!location.hash.startsWith("#w=")) return;
    const found = whatIfWeights.fromLink(data, location.hash);
    set(found ?? whatIfWeights.declared(data));
    if (!found) at("summary").textContent = words.other_link;
  }

  async function copy() {
    at("link").select();
    try {
      await navigator.clipboard.writeText(at("link").value);
    } catch {
      document.execCommand("copy"); // where a page may not write to the clipboard by itself
    }
    at("live").textContent = words.copied;
  }

  function save() {
    const text = whatIfWeights.toml(data, whatIfWeights.sizes(data, state), file.comments);
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    anchor.download = file.name;
    anchor.click();
    URL.revokeObjectURL(anchor.href);
  }

  for (const { id, range, number } of controls.filter((one) => one.range)) {
    for (const input of [range, number]) input.addEventListener("input", () => typed(input, id));
    number.addEventListener("blur", draw);
  }
  at("reset").addEventListener("click", () => set(whatIfWeights.declared(data)));
  at("equal").addEventListener("click", () => set(whatIfWeights.equal(data)));
  at("copy").addEventListener("click", copy);
  at("file").addEventListener("click", save);
  window.addEventListener("hashchange", fromAddress);
  document.getElementById("what-if").hidden = at("summary").hidden = at("keep").hidden = false;
  draw();
  fromAddress();
})();
