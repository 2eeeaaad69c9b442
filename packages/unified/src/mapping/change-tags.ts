import { text } from "./values.ts";

/** A tag that a record is given, or that is taken off. */
export type TagChange = {
  /** The tag. */
  readonly name: string;
  /** Whether the record has the tag afterwards. */
  readonly isMember: boolean;
  /** What to throw where not all of the tags can be read: to send only the others back would take them off. */
  readonly unreadable: () => Error;
};

/** The tags of a device or user with one more or one less, for a vendor that takes all of them at once; undefined where nothing changes. */
export function changeTags(tags: unknown, { name, isMember, unreadable }: TagChange): string[] | undefined {
  if (!Array.isArray(tags) || !tags.every((tag): tag is string => typeof tag === "string"))
    throw unreadable();
  const others = tags.filter((tag) => text(tag) !== name);
  if (others.length < tags.length === isMember) return undefined;
  return isMember ? [...tags, name] : others;
}
