// Reading works without this file: it draws the charts and ties the spans of a story to their records.

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Colours of the page as the configuration of a chart.
const configuration = () => ({
  background: "transparent",
  font: getComputedStyle(document.body).fontFamily,
  view: { stroke: null },
  geoshape: { fill: token("--land"), stroke: token("--coast") },
  line: { color: token("--ink") },
  axis: {
    labelColor: token("--muted"), titleColor: token("--muted"), gridColor: token("--line"), domainColor: token("--edge"),
    tickColor: token("--edge"), titleFontWeight: "normal", labelFontSize: 11, titleFontSize: 11,
  },
  legend: { labelColor: token("--ink"), titleColor: token("--muted"), labelLimit: 260 },
  range: {
    category: [
      "--verbal-cooperation", "--material-cooperation", "--verbal-conflict", "--material-conflict", "--statements", "--times",
      "--places", "--quantities",
    ].map(token),
  },
});

async function draw(place) {
  try {
    const response = await fetch(place.dataset.spec);
    if (!response.ok) throw new Error(String(response.status));
    const spec = await response.json();
    place.classList.add("drawn");
    if (place.classList.contains("map")) spec.height = Math.round(Math.min(430, place.clientWidth * 0.45));
    const embedded = await window.vegaEmbed(place, spec, {
      ast: true, // expressions are interpreted, not compiled: the page forbids code made of strings
      actions: false,
      defaultStyle: false,
      renderer: "svg",
      config: configuration(),
      tooltip: { disableDefaultStyle: true },
    });
    await embedded.view.runAsync();
    name(place);
  } catch (fault) {
    place.classList.add("failed");
    place.textContent = "The chart could not be drawn; its data stand in the table below.";
    console.warn(fault);
  }
}

// Marks that lead somewhere are links: the tab key comes to a chart once, the arrow keys go from mark to mark.
function name(place) {
  const links = [...place.querySelectorAll("svg [role='graphics-symbol']")].filter((one) => one.__data__?.href);
  links.forEach((one, at) => {
    one.setAttribute("role", "link");
    one.setAttribute("tabindex", at ? "-1" : "0");
    one.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter") location.assign(one.__data__.href);
      if (!step) return;
      event.preventDefault();
      one.setAttribute("tabindex", "-1");
      const next = links[(at + step + links.length) % links.length];
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  });
}

async function drawAll() {
  const places = [...document.querySelectorAll(".chart[data-spec]")];
  if (!places.length) return;
  await import("/static/vega.js");
  await Promise.all(places.map(draw));
  document.documentElement.dataset.charts = "drawn";
}

// The record that the address names: its pieces of text are framed, its card comes into view.
function choose(focus) {
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id.startsWith("r-")) return;
  const card = document.getElementById(id);
  if (!card) return;
  const layer = card.closest(".cards").className.match(/of-(\w+)/)[1];
  document.getElementById(`layer-${layer}`).checked = true;
  card.classList.add("chosen");
  const record = id.slice(2);
  const pieces = [...document.querySelectorAll(".mark")].filter((one) => one.dataset.records.split(" ").includes(record));
  for (const piece of pieces) piece.classList.add("chosen");
  const panel = document.getElementById("panel");
  if (getComputedStyle(panel).position === "sticky") {
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
    if (!focus) pieces[0]?.scrollIntoView({ block: "center" });
  } else card.scrollIntoView({ block: "start" });
  if (focus) card.focus({ preventScroll: true });
}

function story() {
  const text = document.getElementById("text");
  if (!text) return;
  alsoHere(text);
  choose(false);
  addEventListener("hashchange", () => choose(true));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const chosen = document.querySelector(".mark.chosen:not([tabindex='-1'])") ?? document.querySelector(".mark.chosen");
    chosen?.focus();
  });
}

// Where spans overlap, the text leads to the narrowest; its card leads on to the others.
function alsoHere(text) {
  for (const piece of text.querySelectorAll(".mark")) {
    const [first, ...others] = piece.dataset.records.split(" ");
    const card = document.getElementById(`r-${first}`);
    if (!others.length || !card || card.querySelector(".also")) continue;
    const line = document.createElement("p");
    line.className = "also";
    line.append("also here: ");
    others.forEach((id, at) => {
      const title = document.getElementById(`n-${id}`)?.textContent.trim();
      if (!title) return;
      const link = document.createElement("a");
      link.href = `#r-${id}`;
      link.textContent = title;
      line.append(at ? ", " : "", link);
    });
    card.querySelector("dl").after(line);
  }
}

story();
drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
