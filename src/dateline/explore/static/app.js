// Reading works without scripts: they draw the charts and tie the spans of a story to their records.
import { drawAll } from "./charts.js";
import { story } from "./story.js";

story();
drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
