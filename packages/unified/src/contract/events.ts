/** What a vendor says happened to a record: a reason to read it again, never a fact. */
export type EventHint = {
  /** The list that has the record. */
  readonly resource: "devices" | "users" | "apps" | "organizations" | "groups";
  /** Unified id of the record; null if the event does not say which it was, so that only the list can tell. */
  readonly id: string | null;
  /** The vendor says that it has no such record any more. */
  readonly isGone: boolean;
};

/**
 * Where a vendor can put a secret that its administrator was given: a bearer token, the password of basic authentication, or
 * the query parameter `secret` of the address, where the vendor sends nothing else of our choice.
 */
export type EventSecretPlace = "bearer" | "basic" | "query";

/** How a vendor sends events. */
export type WebhookContract = {
  /** The best first. A delivery that has the secret elsewhere is refused. */
  readonly secretIn: readonly EventSecretPlace[];
  /** What a delivery holds is not known: `parse` gets undefined in place of a body, which may be anything. */
  readonly anyBody?: true;
  /** The records to read again. Pure and total: accepts any JSON, and returns none for what it does not know. */
  parse(body: unknown): EventHint[] | Promise<EventHint[]>;
};

/** A part of a vendor's log of events. */
export type EventPage = {
  /** The records that the events of this part name. */
  readonly hints: readonly EventHint[];
  /** Where to continue: behind the newest event of the part. */
  readonly position: string;
  /** More events are there already. */
  readonly hasMore: boolean;
  /** Events may be lacking before this part: the position is too old or no longer known. */
  readonly isGap?: true;
};

/** How events of a vendor are learned of. Both are hints: the vendor may repeat, reorder or lose them. */
export type EventContract = {
  /** Absent where the vendor sends none, or nothing in them says whose they are. */
  readonly webhook?: WebhookContract | undefined;
  /** Reads the vendor's log behind a position, with an overlap where it is not in order; null: from now on. Absent where there is no log. */
  since?(position: string | null, request: { readonly signal?: AbortSignal | undefined }): Promise<EventPage>;
};
