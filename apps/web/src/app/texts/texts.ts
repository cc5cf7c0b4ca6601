import type { english } from './english';
import type { englishConsole } from './english/console';

/** All texts in one language. What is written at a place is named by section and key: `texts().map.centre`. */
export type Texts = typeof english;
/** Those of the console, which are fetched with it. */
export type ConsoleTexts = typeof englishConsole;
