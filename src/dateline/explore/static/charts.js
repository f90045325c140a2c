// Charts: Vega-Lite from the server in the colours of the page, their marks reached by mouse and keyboard.
import { explore } from "./map.js";
import { chooseDays } from "./days.js";

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
  const told = ["role", "aria-label"].map((one) => [one, place.getAttribute(one)]);
  try {
    const response = await fetch(place.dataset.spec);
    if (!response.ok) throw new Error(String(response.status));
    const spec = await response.json();
    const isMap = place.classList.contains("map");
    if (!isMap && !Object.values(spec.datasets).some((rows) => rows.length)) {
      place.classList.add("failed");
      place.textContent = "Nothing in these days.";
      return;
    }
    place.classList.add("drawn");
    if (isMap) spec.height = Math.round(Math.min(430, place.clientWidth * 0.45));
    const { view } = await window.vegaEmbed(place, spec, {
      ast: true, // expressions are interpreted, not compiled: the page forbids code made of strings
      actions: false,
      defaultStyle: false,
      renderer: "svg",
      config: configuration(),
      tooltip: { disableDefaultStyle: true },
    });
    await view.runAsync();
    for (const [one, value] of told) place.setAttribute(one, value); // Vega has laid its own over them
    place.removeAttribute("aria-roledescription");
    name(place);
    if (isMap) explore(place, view, () => name(place));
    else chooseDays(place, view);
  } catch (fault) {
    place.classList.add("failed");
    place.textContent = "The chart could not be drawn; its data stand in the table below.";
    console.warn(fault);
  }
}

// Marks that lead somewhere are links: the tab key comes to a chart once, the arrow keys go from mark to mark.
// A chart that is drawn anew forgets what its marks are: this is called again then.
function name(place) {
  const links = [...place.querySelectorAll("svg [role='graphics-symbol'], svg [role='link']")].filter((one) => one.__data__?.href);
  const stop = links.find((one) => one.getAttribute("tabindex") === "0") ?? links[0];
  for (const one of links) {
    one.setAttribute("role", "link");
    one.setAttribute("tabindex", one === stop ? "0" : "-1");
    if (one.dataset.tied) continue;
    one.dataset.tied = "yes";
    one.addEventListener("keydown", (event) => {
      if (event.key === "Enter") location.assign(one.__data__.href);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || event.shiftKey) return;
      event.preventDefault();
      const next = links[(links.indexOf(one) + step + links.length) % links.length];
      one.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }
}

export async function drawAll() {
  const places = [...document.querySelectorAll(".chart[data-spec]")];
  if (!places.length) return;
  await import("./vega.js");
  // a chart drawn before starts anew, without what listens to it
  const fresh = places.map((place) => {
    if (!place.hasChildNodes()) return place;
    const empty = place.cloneNode(false);
    place.replaceWith(empty);
    return empty;
  });
  await Promise.all(fresh.map(draw));
  document.documentElement.dataset.charts = "drawn";
}
