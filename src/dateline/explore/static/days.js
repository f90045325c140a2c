// Dragging over a chart of days chooses them: the range goes into the address, with all other filters kept.
import { drag } from "./drag.js";

const DAY = 86400000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);

export function chooseDays(place, view) {
  const band = document.createElement("div");
  band.className = "band";
  band.hidden = true;
  place.append(band);

  // Where a pointer is in the plot, between its edges.
  const at = (event) => {
    const svg = place.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const drawn = box.width / (svg.viewBox.baseVal?.width || box.width);
    const x = (event.clientX - box.left) / drawn - view.origin()[0];
    const inside = Math.min(Math.max(x, 0), view.width());
    return { x: inside, left: (inside + view.origin()[0]) * drawn + box.left - place.getBoundingClientRect().left };
  };
  const days = (one, other) => {
    const [low, high] = [at(one), at(other)].sort((a, b) => a.x - b.x);
    const scale = view.scale("x");
    // a day belongs to the range if the drag covers some of it; the end of the plot is the beginning of a day beyond
    const until = Math.ceil(scale.invert(high.x).getTime() / DAY) - 1;
    const since = Math.min(Math.floor(scale.invert(low.x).getTime() / DAY), until);
    return { low, high, since: iso(since * DAY), until: iso(until * DAY) };
  };

  drag(place, {
    move: (event, first) => {
      const { low, high, since, until } = days(first, event);
      band.hidden = false;
      band.style.left = `${low.left}px`;
      band.style.width = `${high.left - low.left}px`;
      band.textContent = since === until ? since : `${since} to ${until}`;
    },
    end: (event, first) => {
      const { since, until } = days(first, event);
      const address = new URL(location.href);
      address.searchParams.set("since", since);
      address.searchParams.set("until", until);
      address.searchParams.delete("offset");
      address.hash = "";
      location.assign(address);
    },
    cancel: () => (band.hidden = true),
  });

  // the same by keyboard: the links under the chart
  place.addEventListener("keydown", (event) => {
    const key = { "=": "+", "_": "-" }[event.key] ?? event.key;
    const link = [...document.querySelectorAll(".steps a")].find((one) => one.dataset.key === key);
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    link.click();
  });
}
