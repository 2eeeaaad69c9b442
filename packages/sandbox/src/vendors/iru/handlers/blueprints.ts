import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { recordsBy } from "../../../engine/records/per-version.ts";
import { select } from "../../../engine/records/select.ts";
import type { Row } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import type { IruState } from "../state.ts";
import type { Handlers } from "./handler.ts";

/** A blueprint with the number of its devices. */
const counted = (blueprint: Row, { devices }: IruState): Row => ({
  ...blueprint,
  computers_count: recordsBy(devices, "blueprint_id").get(blueprint.id)?.length ?? 0,
});

export const blueprintHandlers = {
  listBlueprints(call, state) {
    const page = cutPage(call, select(state.blueprints, { key: "" }), { max: 300, fallback: 300 });
    return listResponse(call, { ...page, rows: page.rows.map((row) => counted(row, state)) });
  },
  getBlueprint: (call, state) => json(counted(call.record, state)),
} satisfies Handlers;
