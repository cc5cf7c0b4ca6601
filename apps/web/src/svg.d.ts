/** Icons are inlined at build time: `loader` in project.json turns each file into its text. */
declare module '*.svg' {
  const text: string;
  export default text;
}
