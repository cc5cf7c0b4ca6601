import type { english } from './english';

/** All texts in one language. What is written at a place is named by section and key: `texts().map.centre`. */
export type Texts = typeof english;
