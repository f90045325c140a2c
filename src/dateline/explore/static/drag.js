// Dragging with mouse, pen or finger: a press that does not move stays a click on the mark under it.

const STILL = 5; // pixels that a hand moves in a click

// `on` has start(event), move(event, first), end(event, first) and cancel(); each is told of drags alone.
export function drag(place, on) {
  let first = null;
  let moving = false;
  let swallow = false;
  place.addEventListener("pointerdown", (event) => {
    if (event.button || first || event.target.closest("button")) return;
    first = event;
  });
  place.addEventListener("pointermove", (event) => {
    if (!first || event.pointerId !== first.pointerId) return;
    if (!moving) {
      if (Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) < STILL) return;
      moving = true;
      place.setPointerCapture(first.pointerId);
      on.start?.(first);
    }
    on.move?.(event, first);
  });
  const finish = (event, told) => {
    if (!first || (event.pointerId !== undefined && event.pointerId !== first.pointerId)) return;
    const from = first;
    first = null;
    if (!moving) return;
    moving = false;
    swallow = true;
    setTimeout(() => (swallow = false)); // the click that ends this drag comes before
    told(from);
  };
  place.addEventListener("pointerup", (event) => finish(event, (from) => on.end?.(event, from)));
  place.addEventListener("pointercancel", (event) => finish(event, () => on.cancel?.()));
  addEventListener("keydown", (event) => event.key === "Escape" && finish({}, () => on.cancel?.()));
  place.addEventListener("dragstart", (event) => event.preventDefault());
  place.addEventListener(
    "click",
    (event) => {
      if (!swallow) return;
      event.stopPropagation();
      event.preventDefault();
    },
    true,
  );
}
