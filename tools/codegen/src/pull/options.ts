/** What a person may allow or ask for beyond the usual. */
export type PullOptions = {
  /** URL or path the document is read from; by default where it came from the last time. */
  readonly from?: string | undefined;
  /** Prefixes of URLs, or folders, that references may lead to although they are outside the document's folder. */
  readonly allow?: readonly string[];
  /** Takes a document whose parts do not fit together, for an overlay to correct. */
  readonly withErrors?: boolean;
  /** Keeps the examples, which are left out otherwise. */
  readonly examples?: boolean;
  /** Takes the place of our own transcription. */
  readonly replace?: boolean;
};
