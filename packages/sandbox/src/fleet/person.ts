import { createDraw } from "./draw.ts";
import { cities, departments, familyNames, givenNames, jobTitles } from "./names.ts";

/** A made-up employee; addresses are at example.com. */
export type Person = {
  /** Place in the fleet, from 0. */
  index: number;
  /** First name. */
  givenName: string;
  /** Last name. */
  familyName: string;
  /** Unique in the fleet. */
  username: string;
  /** Unique in the fleet. */
  email: string;
  /** Where the person works. */
  department: string;
  /** What the person does there. */
  jobTitle: string;
  /** Where the office is. */
  city: string;
  /** Null where no number was entered. */
  employeeNumber: string | null;
  /** Index of the manager, always lower than the person's own; null at the top. */
  manager: number | null;
  /** Of the account: `invited` has not signed in yet. */
  status: "active" | "invited" | "suspended";
  /** Whether the account is locked, as after wrong passwords. */
  locked: boolean;
  /** Whether the person administers the vendor's console. */
  admin: boolean;
  /** A directory elsewhere owns this person's name and address. */
  externallyManaged: boolean;
  /** When the account was created, in ms since 1970. */
  joinedAt: number;
};

const year = 365 * 24 * 3600 * 1000;

/** Never falls and never reaches `now`, so that later records are younger however many there are. */
export function joinedAt({ index, now }: { index: number; now: number }): number {
  const age = (4 * year) / (1 + index / 20);
  return Math.floor(now - age - 60_000);
}

/** The index of the person that an address would belong to. */
export const indexIn = (email: string): number => Number(/\d*(?=@|$)/.exec(email)?.[0]);

/** Person number `index` of the fleet: the same seed gives the same person. */
export function createPerson({ seed, index, now }: { seed: number; index: number; now: number }): Person {
  const draw = createDraw({ seed, kind: "person", index });
  const givenName = draw.pick("given", givenNames);
  const familyName = draw.pick("family", familyNames);
  // The number keeps usernames and addresses unique when names repeat.
  const username = `${givenName}.${familyName}${index < 1 ? "" : index}`.toLowerCase();
  return {
    index,
    givenName,
    familyName,
    username,
    email: `${username}@example.com`,
    department: draw.pick("department", departments),
    jobTitle: draw.pick("title", jobTitles),
    city: draw.pick("city", cities),
    employeeNumber: draw.chance("numbered", 0.8) ? String(10_000 + index) : null,
    manager: index === 0 ? null : Math.floor(index / 8),
    status: draw.weighted("status", [
      ["active", 90],
      ["invited", 5],
      ["suspended", 5],
    ]),
    locked: draw.chance("locked", 0.03),
    admin: draw.chance("admin", 0.04),
    externallyManaged: draw.chance("external", 0.06),
    joinedAt: joinedAt({ index, now }),
  };
}
