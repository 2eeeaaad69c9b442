/** Whether a field of a record, as read back, shows what a write requested. */
export type Shows = (shown: unknown, asked: unknown, before: unknown) => boolean;

/** Text is read without the white space around it, everywhere. */
function sameText(shown: unknown, asked: unknown): boolean {
  return shown === asked || (typeof asked === "string" && shown === asked.trim());
}

/** Null clears; what a name is afterwards is the vendor's choice. */
const isCleared = (shown: unknown): boolean => shown == null || membersOf(shown).length === 0;

const showsText: Shows = (shown, asked) => (asked === null ? isCleared(shown) : sameText(shown, asked));
const showsName: Shows = (shown, asked) => asked === null || sameText(shown, asked);
const showsRef: Shows = (shown, asked) =>
  asked === null ? isCleared(shown) : memberOf(shown, "id") === memberOf(asked, "id");

/** Every requested label and no other, by its id or its name. */
const showsLabels: Shows = (shown, asked) => {
  const wanted = listOf(asked);
  const given = listOf(shown);
  const isShown = (label: unknown) => given.some((other) => agrees(other, label, ["id", "name"]));
  return given.length === wanted.length && wanted.every(isShown);
};

/** Every note, in any order; the id of a new one is the vendor's. */
const showsNotes: Shows = (shown, asked) => {
  const wanted = listOf(asked);
  const given = listOf(shown);
  const isShown = (note: unknown) => given.some((other) => agrees(other, note, ["id", "title", "content"]));
  return given.length === wanted.length && wanted.every(isShown);
};

/** Fields that are named hold what was asked, those of null hold nothing, and the others stay. */
const showsCustomFields: Shows = (shown, asked, before) => {
  if (asked === null) return isCleared(shown);
  const changes = Object(asked);
  const kept = Object.entries(Object(before)).filter(([name]) => !Object.hasOwn(changes, name));
  return (
    kept.every(([name, value]) => isEqual(memberOf(shown, name), value)) &&
    Object.entries(changes).every(([name, value]) =>
      value === null ? memberOf(shown, name) == null : isEqual(memberOf(shown, name), value),
    )
  );
};

const showsList: Shows = (shown, asked) => (asked === null ? isCleared(shown) : isEqual(shown, asked));

/** Every address with what was said of it, and no other; the primary one is the one that says so, or else the first. */
const showsEmails: Shows = (shown, asked) => {
  const wanted = listOf(asked);
  const given = listOf(shown);
  const primary = wanted.find(isPrimary) ?? wanted[0];
  return (
    given.length === wanted.length &&
    wanted.filter(isPrimary).length <= 1 &&
    wanted.every((ref) => given.some((other) => isSameAddress(other, ref, ref === primary)))
  );
};

const isPrimary = (ref: unknown): boolean => memberOf(ref, "is_primary") === true;

function isSameAddress(shown: unknown, asked: unknown, primary: boolean): boolean {
  return agrees(shown, asked, ["email", "type"]) && (memberOf(shown, "is_primary") ?? primary) === primary;
}

const BY_FIELD: Readonly<Record<string, Shows>> = {
  name: showsName,
  owner: showsRef,
  policy: showsRef,
  organization: showsRef,
  tags: showsLabels,
  notes: showsNotes,
  custom_fields: showsCustomFields,
  emails: showsEmails,
  mac_addresses: showsList,
};

/** What a field must show after a write; texts, numbers and flags the value itself. */
export function showsOf(field: string): Shows {
  return BY_FIELD[field] ?? showsText;
}

/** Requested members are present; those left out or null are the vendor's. */
function agrees(shown: unknown, asked: unknown, members: readonly string[]): boolean {
  return members.every((name) => {
    const value = memberOf(asked, name);
    return value == null || sameText(memberOf(shown, name), value);
  });
}

function isEqual(shown: unknown, asked: unknown): boolean {
  return typeof asked === "object" ? JSON.stringify(shown) === JSON.stringify(asked) : sameText(shown, asked);
}

const memberOf = (value: unknown, name: string): unknown =>
  Object.hasOwn(Object(value), name) ? Reflect.get(Object(value), name) : undefined;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const membersOf = (value: unknown): readonly unknown[] =>
  typeof value === "object" ? Object.values(Object(value)) : [value];
