// Runs before the first paint, so that nobody who chose the dark theme is dazzled by a white page first.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('earnings-theme');
  } catch {
    // Storage may be blocked; the system's theme is used then.
  }
  var system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = chosen === 'dark' || chosen === 'light' ? chosen : system;
})();
