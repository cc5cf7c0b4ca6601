// Loaded before the first paint: a chosen theme must not come after a flash of the other one.
// The same key and attribute as in src/app/preferences/theme.ts.
try {
  const theme = localStorage.getItem('perto.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the theme is the system's.
}
