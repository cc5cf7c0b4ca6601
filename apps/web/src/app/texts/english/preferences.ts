export const preferences = {
  language: 'Language',
  theme: 'Appearance',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
};
