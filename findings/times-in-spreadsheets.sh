#!/usr/bin/env bash
# exceljs 4.4.0 and xlsx 0.18.5: a time in a spreadsheet
#
# Expected: a Date that one library writes is the same one when the other reads the file.
# Seen:     exceljs writes times in UTC, and xlsx in the zone of the process, so that they differ by its offset; and xlsx takes the offset
#           that the zone had in 1899. In India that is 5 hours, 30 minutes and 10 seconds; in UTC, as on most build servers, nothing.
# So:       write times as text in ISO 8601, or read and write a file with one library.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try exceljs@4.4.0 xlsx@0.18.5 <<'E2'
import ExcelJS from "exceljs";
import { seen } from "./seen.mjs";

process.env.TZ = "Asia/Kolkata"; // before xlsx is loaded, as the zone of a process is
const { default: XLSX } = await import("xlsx");
const lastSeen = new Date("2024-05-01T10:00:00Z");
async function readByXlsx() {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("Devices").addRow([lastSeen]);
  const file = await workbook.xlsx.writeBuffer();
  return XLSX.read(file, { cellDates: true }).Sheets.Devices.A1.v.toISOString();
}
async function readByExcelJs() {
  const sheet = XLSX.utils.aoa_to_sheet([[lastSeen]]);
  const file = XLSX.write({ SheetNames: ["Devices"], Sheets: { Devices: sheet } }, { type: "buffer", bookType: "xlsx" });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file);
  return workbook.worksheets[0].getCell("A1").value.toISOString();
}

seen("written by exceljs", await readByXlsx(), "2024-05-01T04:29:50.000Z");
seen("written by xlsx", await readByExcelJs(), "2024-05-01T15:30:10.000Z");
E2
