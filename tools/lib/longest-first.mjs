import Sequencer from '@jest/test-sequencer';

/** Kinds of tests by what their longest take: minutes in a browser, half a minute on a server, moments. */
const KINDS = [/\.e2e-spec\.ts$/, /\.int-spec\.ts$/];

/** Begins with what takes long, so that no worker has the longest left when the others are done. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const kind = KINDS.findIndex((name) => name.test(path));
      return kind < 0 ? KINDS.length : kind;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
