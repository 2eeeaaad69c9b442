import { operationSchemas, schemas } from "@mdmkit/jumpcloud/schemas";
import { describe, expect, it } from "vitest";
import { isRow } from "../../engine/records/values.ts";
import { openJumpCloud, read } from "./fixtures/calls.ts";

const { sandbox: probe } = openJumpCloud();

const rowSchemas: Record<string, string> = {
  "/systems?limit=100": "JcSystem",
  "/systemusers?limit=100": "systemuserreturn",
  "/v2/systemgroups": "SystemGroup",
  "/v2/softwareapps": "software-app",
  [`/v2/applemdms/${probe.state.inventory.appleMdmId}/devices?limit=100`]: "apple-mdm-device",
  ...Object.fromEntries(
    Object.entries(operationSchemas)
      .filter(([id]) => id.startsWith("systeminsights_list_"))
      .map(([id, { path }]) => [
        `${path}?limit=10000`,
        id.replace("systeminsights_list_", "system-insights-").replaceAll("_", "-"),
      ]),
  ),
};

describe("rows", () => {
  it.each(Object.entries(rowSchemas))("of %s have no property that %s lacks", async (path, name) => {
    const headers = { "x-api-key": probe.credentials.apiKey };
    const { rows } = await read(await probe.fetch(probe.baseUrl + path, { headers }));
    const schema = schemas[name];
    const known = isRow(schema) ? Object.keys(Object(schema.properties)) : [];
    const extra = new Set(rows.flatMap((row) => Object.keys(row)).filter((key) => !known.includes(key)));
    expect([...extra]).toEqual([]);
  });
});
