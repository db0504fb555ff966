/** Light, dark, or as the system has it. */

/** `light`, `dark` or `system`. */
export const theme = () => localStorage.getItem("dienst.theme") ?? "system";

export function setTheme(wanted) {
  localStorage.setItem("dienst.theme", wanted);
  if (wanted === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
}

export const themes = [["light", "sun"], ["dark", "moon"], ["system", "screen"]];

/** Whether the navigation is folded to icons. */
export const folded = () => localStorage.getItem("dienst.folded") === "yes";
export function setFolded(value) {
  localStorage.setItem("dienst.folded", value ? "yes" : "no");
  if (value) document.documentElement.dataset.folded = "yes";
  else delete document.documentElement.dataset.folded;
}
