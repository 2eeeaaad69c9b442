import type { ChangeKind } from "./change.ts";

/** A receiver of the feed. */
export type Webhook = {
  /** UUID. */
  readonly id: string;
  readonly targetUrl: string;
  /** Null: all. */
  readonly accounts: readonly string[] | null;
  /** Null: all. */
  readonly kinds: readonly ChangeKind[] | null;
  /** False once it was disabled, by an administrator or because all attempts failed. */
  readonly isActive: boolean;
  /** All changes up to this one are delivered. */
  readonly position: number;
  /** The last change of the message that is being sent; null between two messages. */
  readonly through: number | null;
  /** Failed ones since the latest delivery. */
  readonly attempts: number;
  readonly retryAt: string | null;
  /** Why the latest attempt failed; null if it did not. */
  readonly problem: string | null;
  readonly deliveredAt: string | null;
  readonly createdAt: string;
};

type Sending = { readonly position: number; readonly through: number };

export type WebhookStore = {
  /** The secret is returned only once. */
  add(
    input: Pick<Webhook, "targetUrl" | "accounts" | "kinds" | "position">,
  ): Promise<{ webhook: Webhook; secret: string }>;
  get(id: string): Promise<Webhook | undefined>;
  list(): Promise<Webhook[]>;
  /** Ids of those that are to be sent something now. */
  due(): Promise<string[]>;
  /** Clears what failed before. A position delivers what comes after it, once more if it was delivered. */
  update(
    id: string,
    changes: {
      targetUrl?: string | undefined;
      isActive?: boolean | undefined;
      position?: number | undefined;
    },
  ): Promise<Webhook | undefined>;
  remove(id: string): Promise<boolean>;
  /** With which messages are signed: the current one, and one that was replaced recently. */
  secrets(id: string): Promise<string[]>;
  /** A new secret; the one before is valid for a while. */
  rotateSecret(id: string, oldForMs: number): Promise<string | undefined>;
  /** False if the position is no longer this one. */
  begin(id: string, sending: Sending): Promise<boolean>;
  delivered(id: string, sending: Sending): Promise<boolean>;
  /** Without a further attempt, the webhook is disabled. */
  failed(id: string, attempt: { position: number; problem: string; retryInMs: number | null }): Promise<void>;
};
