import { expect, it } from "vitest";
import { asRows, textOf, valueAt } from "../../../engine/records/values.ts";
import { openJamfPro } from "../fixtures/calls.ts";

const path = "/api/v1/managed-software-updates/plans";

it("carries each plan on when somebody asks, to its end, which some do not reach", async () => {
  const { sandbox, call } = openJamfPro();
  const config = { updateAction: "DOWNLOAD_INSTALL", versionType: "LATEST_ANY" };
  const courses: string[][] = [];
  for (let time = 0; time < 30; time++) {
    const devices = [{ deviceId: "1", objectType: "COMPUTER" }];
    const { row } = await call(path, { method: "POST", body: { devices, config } });
    const id = textOf(asRows(row.plans)[0], "planId");
    const states: string[] = [];
    for (let ask = 0; ask < 4; ask++) {
      const plan = (await call(`${path}/${id}`)).body;
      states.push(textOf(plan, "status.state"));
      const reasons = valueAt(plan, "status.errorReasons");
      expect(reasons).toHaveLength(states.at(-1) === "PlanFailed" ? 1 : 0);
    }
    courses.push(states);
  }
  expect(new Set(courses.map((states) => states.join()))).toEqual(
    new Set([
      "Init,DDMPlanScheduled,PlanCompleted,PlanCompleted",
      "Init,DDMPlanScheduled,PlanFailed,PlanFailed",
    ]),
  );
  expect(sandbox.violations).toEqual([]);
});
