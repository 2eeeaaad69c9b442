import { asRows, isRow, type Row } from "../../../engine/records/values.ts";

/** The record as v3 has it: one date of contact and one address instead of several. */
export function toV3(computer: Row): Row {
  const { general } = computer;
  if (!isRow(general)) return computer;
  const { lastCheckIn, lastContact, ...rest } = general;
  return {
    ...computer,
    general: {
      ...rest,
      lastReportedIp: general.lastReportedIpV4,
      lastContactTime: lastContact ?? lastCheckIn,
    },
  };
}

/** The record as v1 has it, with two sections more. */
export function toV1(computer: Row): Row {
  const old = toV3(computer);
  if (computer.applications === null) return { ...old, plugins: null, fonts: null };
  const applications = asRows(computer.applications).map(
    ({ cfBundleShortVersionString: _short, cfBundleVersion: _version, ...rest }) => rest,
  );
  return { ...old, applications, plugins: [], fonts: [] };
}
