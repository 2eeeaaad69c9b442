import { type GroupCreate, idAt, isUuid, type PrimaryCall, tagId, text } from "@mdmkit/unified/vendor";
import { invalidInput, invalidResponse } from "../api/errors.ts";
import type { IruTag } from "../api/record.ts";
import type { IruPlan } from "../generated/api/client.ts";

type FindTag = (groupId: string, call: PrimaryCall | undefined) => Promise<IruTag>;

/**
 * Plans that create a tag and delete one. A tag is not renamed, because its id here is made of its name; how a blueprint is created is not
 * documented, and deleting one would leave its devices without configuration.
 */
export function createGroupPlanners(tagOf: FindTag) {
  return {
    create: ({ name }: GroupCreate): IruPlan => ({
      operation: "createTag",
      body: { name },
      recordId(response) {
        const name = text(idAt(response, "name"));
        return name ? tagId(name) : undefined;
      },
    }),
    async delete(groupId: string): Promise<IruPlan> {
      if (isUuid(groupId)) throw invalidInput("groups.delete", "Blueprints are deleted in the console.");
      const { id } = await tagOf(groupId, undefined);
      if (!text(id)) throw invalidResponse("listTags", "The tag has no id, by which it could be deleted.");
      return { operation: "deleteTag", path: { tag_id: id ?? "" } };
    },
  };
}
