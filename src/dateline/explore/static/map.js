// The map can be moved and enlarged: by dragging, two fingers, ctrl and wheel, the buttons, or the keyboard. Circles keep their size.
import { drag } from "./drag.js";

const CLOSEST = 40;
const STEP = 1.6; // of one press of a button
const SHARE = 0.2; // of the map that one press of an arrow moves

export function explore(place, view, drawn) {
  const home = { zoom: view.signal("zoom"), east: view.signal("east"), north: view.signal("north") };
  const pixels = () => view.signal("base") * view.signal("zoom"); // of one unit of the projection
  let waiting = false;

  const show = (zoom, east, north) => {
    view.signal("zoom", Math.min(Math.max(zoom, 1), CLOSEST));
    // the middle stays on the map
    view.signal("east", Math.min(Math.max(east, -2.7), 2.7)).signal("north", Math.min(Math.max(north, -1), 1.32));
    place.classList.toggle("enlarged", view.signal("zoom") > 1);
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(async () => {
      waiting = false;
      await view.runAsync();
      drawn();
      place.dataset.zoom = view.signal("zoom").toFixed(2);
      const moved = view.signal("zoom") !== home.zoom || view.signal("east") !== home.east || view.signal("north") !== home.north;
      const told = [view.signal("zoom"), view.signal("east"), view.signal("north")].map((one) => one.toFixed(3)).join(",");
      history.replaceState(null, "", moved ? `#map=${told}` : location.pathname + location.search);
    });
  };
  const move = (right, down) => show(view.signal("zoom"), view.signal("east") + right / pixels(), view.signal("north") - down / pixels());
  // Enlarge by `factor` so that what is at x, y of the plot stays there.
  const enlarge = (factor, x = view.width() / 2, y = view.height() / 2) => {
    const zoom = Math.min(Math.max(view.signal("zoom") * factor, 1), CLOSEST);
    const [right, down] = [x - view.width() / 2, y - view.height() / 2];
    const change = 1 / pixels() - 1 / (view.signal("base") * zoom);
    show(zoom, view.signal("east") + right * change, view.signal("north") - down * change);
  };
  const at = (event) => {
    const box = place.querySelector("svg").getBoundingClientRect();
    return [event.clientX - box.left - view.origin()[0], event.clientY - box.top - view.origin()[1]];
  };

  const acts = {
    "+": () => enlarge(STEP), "-": () => enlarge(1 / STEP), 0: () => show(home.zoom, home.east, home.north),
    ArrowLeft: () => move(-view.width() * SHARE, 0), ArrowRight: () => move(view.width() * SHARE, 0),
    ArrowUp: () => move(0, -view.height() * SHARE), ArrowDown: () => move(0, view.height() * SHARE),
  };
  addButtons(place, acts);
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = { "=": "+", "_": "-" }[event.key] ?? event.key;
    if (!acts[key] || (key.startsWith("Arrow") && !event.shiftKey)) return; // arrows alone go from place to place
    event.preventDefault();
    event.stopPropagation();
    acts[key]();
  });
  place.addEventListener("focusin", (event) => {
    const mark = event.target.__data__;
    if (mark?.x === undefined || !event.target.matches(":focus-visible")) return;
    if (mark.x < 0 || mark.y < 0 || mark.x > view.width() || mark.y > view.height()) {
      move(mark.x - view.width() / 2, mark.y - view.height() / 2);
    }
  });
  place.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
    event.preventDefault();
    enlarge(Math.exp(-event.deltaY / 300), ...at(event));
  }, { passive: false });
  place.addEventListener("dblclick", (event) => event.target.closest("button") || enlarge(STEP * STEP, ...at(event)));
  pan(place, move);
  pinch(place, at, enlarge);
  const kept = location.hash.match(/^#map=([\d.]+),(-?[\d.]+),(-?[\d.]+)$/);
  if (kept) show(...kept.slice(1).map(Number));
}

function pan(place, move) {
  let last = null;
  drag(place, {
    start: (event) => (last = event),
    move: (event) => {
      if (!place.dataset.pinched) move(last.clientX - event.clientX, last.clientY - event.clientY);
      last = event;
    },
  });
}

// Two fingers: their distance enlarges, about the point between them.
function pinch(place, at, enlarge) {
  const fingers = new Map();
  const apart = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  const lift = (event) => {
    fingers.delete(event.pointerId);
    if (!fingers.size) delete place.dataset.pinched;
  };
  place.addEventListener("pointerdown", (event) => event.pointerType === "touch" && fingers.set(event.pointerId, event));
  place.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const before = fingers.size === 2 ? apart() : 0;
    fingers.set(event.pointerId, event);
    if (!before) return;
    place.dataset.pinched = "yes";
    const [one, other] = [...fingers.values()].map(at);
    enlarge(apart() / before, (one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, lift);
}

function addButtons(place, acts) {
  const bar = document.createElement("div");
  bar.className = "map-buttons";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Move the map");
  const all = [["+", "+", "Closer"], ["-", "−", "Wider"], ["ArrowLeft", "←", "West"], ["ArrowRight", "→", "East"],
    ["ArrowUp", "↑", "North"], ["ArrowDown", "↓", "South"], ["0", "Whole world", ""]];
  for (const [key, sign, told] of all) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    if (told) button.setAttribute("aria-label", told);
    if (told) button.title = told;
    button.addEventListener("click", () => acts[key]());
    bar.append(button);
  }
  place.append(bar);
}
