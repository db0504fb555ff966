/* Runs before anything is painted, so that neither theme nor folded navigation flashes. */
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("dienst.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("dienst.folded") === "yes") root.dataset.folded = "yes";
    root.lang = localStorage.getItem("dienst.language") || "en";
  } catch (refused) {
    root.dataset.storage = "refused";
  }
})();
