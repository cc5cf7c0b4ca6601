/** Real servers on a busy machine take their time, and how much is not what they are tested for. Milliseconds. */
jest.setTimeout(30_000);
