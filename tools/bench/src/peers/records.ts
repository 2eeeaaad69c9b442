/** Records of the peers' lists as their documents describe them, with made-up values. */
type MakeRecord = (index: number) => object;

const TIME = "2026-05-01T10:20:30.000Z";
const DAY = "2021-10-26";
const FIRST = ["Ada", "Grace", "Linus", "Yukihiro", "Margaret"];
const LAST = ["Lovelace", "Hopper", "Torvalds", "Matsumoto", "Hamilton"];

function person(index: number) {
  const [first = "", last = ""] = [FIRST[index % FIRST.length], LAST[index % LAST.length]];
  return { first, last, name: `${first} ${last}`, email: `user${index}@example.com`, id: `e${index}` };
}

const unifiedToDevice: MakeRecord = (index) => ({
  admin_user_ids: ["a1", "a2"],
  asset_tag: `A-${index}`,
  created_at: TIME,
  has_antivirus: true,
  has_firewall: index % 4 === 0,
  has_hd_encrypted: index % 13 !== 0,
  has_password_manager: false,
  has_screenlock: true,
  id: `${100_000 + index}`,
  is_missing: false,
  location_id: "l1",
  manufacturer: "Apple",
  model: "MacBook Pro (14-inch, 2024)",
  name: `BER-MACOS-${index}`,
  os: "macOS",
  os_version: "15.4.1",
  updated_at: TIME,
  user_ids: [`u-${index}`],
  version: "24E263",
});

const mergeEmployee: MakeRecord = (index) => {
  const { first, last, name, email, id } = person(index);
  return {
    id,
    remote_id: `${index}`,
    created_at: TIME,
    modified_at: TIME,
    employee_number: `${1000 + index}`,
    company: "c-1",
    first_name: first,
    last_name: last,
    preferred_name: null,
    display_full_name: name,
    username: email,
    groups: ["g1", "g2"],
    work_email: email,
    personal_email: email,
    mobile_phone_number: "+15550001111",
    employments: ["em-1", "em-2"],
    home_location: "l-1",
    work_location: "l-2",
    manager: "e1",
    team: "t1",
    pay_group: "pg1",
    ssn: null,
    gender: "FEMALE",
    ethnicity: null,
    marital_status: "SINGLE",
    date_of_birth: TIME,
    hire_date: TIME,
    start_date: TIME,
    remote_created_at: TIME,
    employment_status: "ACTIVE",
    termination_date: null,
    avatar: "https://example.com/a.png",
    custom_fields: { cost_center: 1, floor: "x" },
    remote_was_deleted: false,
    field_mappings: { organization_defined_targets: {}, linked_account_defined_targets: {} },
    remote_data: null,
  };
};

const apideckEmployee: MakeRecord = (index) => {
  const { first, last, name, email, id } = person(index);
  const manager = { id: "e1", name: "Ada", first_name: "Ada", last_name: "L", email: "a@example.com" };
  const job = { id: "j1", title: "CEO", role: "Sales", start_date: DAY, compensation_rate: 72_000 };
  const address = { id: "a1", type: "primary", line1: "Main St 1", city: "Berlin", state: "BE" };
  return {
    id,
    downstream_id: `${index}`,
    first_name: first,
    last_name: last,
    middle_name: null,
    display_name: name,
    preferred_name: null,
    initials: "AL",
    salutation: "Ms",
    title: "Engineer",
    marital_status: "single",
    division: "EU",
    department: "Engineering",
    department_id: "d1",
    department_name: "Engineering",
    team: { id: "t1", name: "Core" },
    company_id: "c1",
    company_name: "Example",
    employment_start_date: DAY,
    employment_end_date: null,
    employee_number: `${1000 + index}`,
    employment_status: "active",
    ethnicity: null,
    manager: { ...manager, employment_status: "active" },
    direct_reports: ["e2", "e3"],
    birthday: "2000-08-12",
    country_of_birth: "DE",
    gender: "female",
    preferred_language: "EN",
    languages: ["EN", "DE"],
    photo_url: "https://example.com/a.png",
    timezone: "Europe/Berlin",
    source: "lever",
    jobs: [{ ...job, currency: "USD", payment_unit: "year", status: "active", is_primary: true }],
    works_remote: true,
    addresses: [{ ...address, postal_code: "10115", country: "DE" }],
    phone_numbers: [{ id: "p1", number: "111-111", type: "work" }],
    emails: [{ id: "m1", email, type: "work" }],
    tags: ["new"],
    row_version: "1-12345",
    deleted: false,
    updated_by: "1",
    created_by: "1",
    updated_at: TIME,
    created_at: TIME,
  };
};

const stackoneEmployee: MakeRecord = (index) => {
  const { first, last, name, email, id } = person(index);
  const choice = (value: string) => ({ value, source_value: value.toUpperCase() });
  const place = { street_1: "Main St 1", city: "Berlin", zip_code: "10115", country: choice("DE") };
  return {
    id,
    remote_id: `${index}`,
    first_name: first,
    last_name: last,
    name,
    display_name: name,
    gender: choice("female"),
    ethnicity: choice("white"),
    date_of_birth: TIME,
    birthday: TIME,
    marital_status: choice("single"),
    avatar_url: "https://example.com/a.png",
    personal_email: email,
    personal_phone_number: "+15550001111",
    work_email: email,
    work_phone_number: "+15550001112",
    job_id: "j1",
    job_title: "Engineer",
    department_id: "d1",
    department: "Engineering",
    manager_id: "e1",
    hire_date: TIME,
    start_date: TIME,
    tenure: 2.5,
    work_anniversary: TIME,
    employment_type: choice("full_time"),
    employment_contract_type: choice("full_time"),
    employment_status: choice("active"),
    termination_date: null,
    company_name: "Example",
    preferred_language: choice("eng"),
    citizenships: [choice("US")],
    employee_number: `${1000 + index}`,
    company_id: "c1",
    home_location: { id: "l1", ...place },
    work_location: { id: "l2", name: "HQ", ...place },
    created_at: TIME,
    updated_at: TIME,
  };
};

/** A page of each peer, by its id. */
export const PAGES: Readonly<Record<string, (indexes: readonly number[]) => unknown>> = {
  "unified-to": (indexes) => indexes.map(unifiedToDevice),
  merge: (indexes) => ({ next: "abc", previous: null, results: indexes.map(mergeEmployee) }),
  apideck: (indexes) => ({
    status_code: 200,
    status: "OK",
    service: "x",
    resource: "employees",
    operation: "all",
    data: indexes.map(apideckEmployee),
    meta: { items_on_page: indexes.length, cursors: { previous: null, current: "a", next: "b" } },
    links: {
      previous: null,
      current: "https://example.com/?cursor=a",
      next: "https://example.com/?cursor=b",
    },
  }),
  stackone: (indexes) => ({ next: "abc", data: indexes.map(stackoneEmployee), raw: null }),
};
