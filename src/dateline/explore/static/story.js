// The spans of a story and their records.

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

export function story() {
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
