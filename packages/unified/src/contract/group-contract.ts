import type {
  Condition,
  Group,
  GroupCreate,
  GroupFilters,
  GroupMember,
  GroupUpdate,
  MemberRecordType,
} from "./model.ts";
import type { Plan } from "./plan.ts";
import type { Page, PageRequest, PrimaryCall, ReadRequest, ResourceContract } from "./resource-contract.ts";

/** Groups of devices or users. */
export type GroupContract<Raw extends object = object> = ResourceContract<
  Raw,
  Group,
  GroupFilters,
  GroupCreate,
  GroupUpdate
> & {
  /** Absent if the vendor does not list the members of a group. */
  readonly members?: MemberContract | undefined;
  /** Absent if the vendor does not show the criteria of its groups. */
  readonly criteria?: CriteriaContract | undefined;
  /**
   * Plans the requests that give a group other criteria, with exactly the meaning of the condition. `group` is as `criteria` reads it, and has
   * some. Throws `UntranslatableConditionError`. Needs `criteria`.
   */
  setCriteria?(group: object, condition: Condition): Plan | Promise<Plan>;
  /**
   * Plans the requests that add devices or users to a group and leave its other members; at most `membersAtOnce`, of which all are
   * added or none. `group` is a fresh read; one that does not accept members is refused before. The plan is sent at once, so that it may be made
   * of what is read here.
   */
  addMembers?: MemberPlanner<Raw>;
  /** The same for members to be removed. A group that is exclusive is refused before. */
  removeMembers?: MemberPlanner<Raw>;
  /** The maximum number of members of one plan. Default: 1. */
  readonly membersAtOnce?: number | undefined;
};

/** A change of members. */
export type MemberCall = Pick<PrimaryCall, "signal"> & {
  /** Of which type all of them are: one that the group can have, as far as it is known. */
  readonly memberType: MemberRecordType;
};

/** What loads of a vendor's groups: their reads, their plans, and the list of their members. */
export type GroupParts<Raw extends object, Member extends object = object> = Partial<
  Omit<GroupContract<Raw>, "members">
> & {
  /** Absent if the vendor does not list the members of a group. */
  readonly members?: MemberReads<Member>;
};

/** The reads of a list of members. */
export type MemberReads<Member extends object> = Pick<MemberContract<Member>, "list" | "map">;

/** A method's type, so that a vendor may take its own records. */
type MemberPlanner<Raw> = {
  plan(group: Raw, ids: readonly string[], call: MemberCall): Plan | Promise<Plan>;
}["plan"];

/** The members of one group, as a list of their own. */
export type MemberContract<Raw extends object = object> = Pick<
  ResourceContract<Raw, GroupMember, never, never, never>,
  "pageSize" | "seek" | "secrets" | "unset" | "map"
> & {
  /** A page of the members of the group with this unified id. Throws `NotFoundError` for an unknown one. */
  list(groupId: string, request: PageRequest<never>): Promise<Page<Raw>>;
};

/** The criteria of groups. */
export type CriteriaContract<Raw extends object = object> = {
  /** The group with its criteria, where `get` of groups does not have them. Throws `NotFoundError` for an unknown one. */
  get?(groupId: string, request: ReadRequest): Promise<Raw>;
  /** Reads the vendor's language. Imported on first use, so that a bundle that does not read criteria does without it. */
  language(): Promise<CriteriaLanguage<Raw>>;
};

/** What reads the criteria of a vendor. */
export type CriteriaLanguage<Raw extends object = object> = {
  /** The criteria as they are, and as a condition; undefined for a group without criteria. Pure and total: what cannot be expressed is `native`. */
  read(group: Raw): { readonly source: string; readonly condition: Condition } | undefined;
};
