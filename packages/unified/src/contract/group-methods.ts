import type { Listing } from "./listing.ts";
import type { Confirmation, ListOptionsOf, RecordOf, ResourceMethods, WithRemoteData } from "./methods.ts";
import type {
  Condition,
  Group,
  GroupCriteria,
  GroupCriteriaResult,
  GroupFilters,
  GroupMember,
  GroupMembersResult,
  MemberRecordType,
} from "./model.ts";
import type { ListOptions, ReadOptions } from "./read-options.ts";
import type { WriteOptions } from "./write-options.ts";

/** `mdm.groups`: the groups, and the members of each. */
export type GroupMethods<
  Groups,
  Found = RecordOf<Groups, Group>,
  Options = ListOptionsOf<Groups, GroupFilters>,
  Create = unknown,
  Update = unknown,
> = ResourceMethods<Groups, Group, GroupFilters, Confirmation, Found, Options, Create, Update> &
  MemberMethod<Groups> &
  CriteriaMethod<Groups> &
  SetCriteriaMethod<Groups> &
  ChangeMembersMethods<Groups>;

type MemberMethod<Groups> = Groups extends { members: infer Members }
  ? {
      /**
       * The devices and users in a group. Nothing is requested before the list is iterated, which throws `NotFoundError` for
       * an unknown id.
       */
      members(
        id: string,
        options?: Omit<ListOptions, "fields">,
      ): Listing<WithRemoteData<GroupMember, MemberRawOf<Members>>>;
    }
  : unknown;

type CriteriaMethod<Groups> = Groups extends { criteria: object }
  ? {
      /** The criteria that decide who is in a group, as a condition on devices. Throws `NotFoundError` for an unknown id. */
      criteria(id: string, options?: Pick<ReadOptions, "signal" | "onExchange">): Promise<GroupCriteria>;
    }
  : unknown;

/** Options of a change of criteria. Only a dry run needs no confirmation. */
export type CriteriaChangeOptions = Pick<WriteOptions, "signal" | "dryRun" | "onExchange"> &
  Partial<Confirmation>;

type SetCriteriaMethod<Groups> = Groups extends { setCriteria(group: never, condition: never): unknown }
  ? {
      /**
       * Gives a group that has criteria others, and returns those that it has then. Devices enter and leave it: see `previewCondition` before, and pass
       * its id as `confirm`. Throws `UntranslatableConditionError` for the first part that the vendor cannot express with exactly its meaning.
       */
      setCriteria(
        id: string,
        condition: Condition,
        options?: CriteriaChangeOptions,
      ): Promise<GroupCriteriaResult>;
    }
  : unknown;

/** Options of calls that change who is in a group. */
export type MemberChangeOptions = Pick<WriteOptions, "signal" | "dryRun" | "onExchange"> &
  Partial<Confirmation> & {
    /**
     * Whether the ids are those of devices or of users. Needed for users of a group that may have both. Default: the type that the group
     * has, or else `device`.
     */
    memberType?: MemberRecordType;
  };

type ChangeMembersMethods<Groups> = (Groups extends {
  addMembers(group: never, ids: never, call: never): unknown;
}
  ? {
      /**
       * Adds devices or users to a group and leaves its other members. The result says of each what became of it; only a failure before
       * the first request throws. Adding to a group that is exclusive moves devices, and needs the id of the group as `confirm`.
       */
      addMembers(
        id: string,
        memberIds: readonly string[],
        options?: MemberChangeOptions,
      ): Promise<GroupMembersResult>;
    }
  : unknown) &
  (Groups extends { removeMembers(group: never, ids: never, call: never): unknown }
    ? {
        /** Removes devices or users from a group and leaves its other members. The result says of each what became of it. */
        removeMembers(
          id: string,
          memberIds: readonly string[],
          options?: MemberChangeOptions,
        ): Promise<GroupMembersResult>;
      }
    : unknown);

type MemberRawOf<Members> = Members extends { map(raw: infer Raw, drift?: never): unknown } ? Raw : never;
