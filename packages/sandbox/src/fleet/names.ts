/** Given names from many languages; every person here is made up. */
// biome-ignore format: a word list reads better packed
export const givenNames: readonly [string, ...string[]] = [
  "Aiko", "Alma", "Amir", "Anna", "Ayo", "Bela", "Bruno", "Carmen", "Chen", "Dalia", "Daniel", "Elif",
  "Emeka", "Eva", "Farah", "Felix", "Gita", "Hana", "Hugo", "Ines", "Ivan", "Jana", "Jonas", "Juno",
  "Kaya", "Kofi", "Lars", "Leila", "Lina", "Luca", "Mara", "Mei", "Milan", "Mira", "Nadia", "Nia", "Noah",
  "Nora", "Olu", "Omar", "Paula", "Petra", "Priya", "Rafael", "Ravi", "Rosa", "Sana", "Selma", "Soren",
  "Tariq", "Tess", "Theo", "Uma", "Vera", "Victor", "Wanda", "Yara", "Yusuf", "Zoe", "Zuri",
];

/** Family names, words of nature and places rather than of known people. */
// biome-ignore format: a word list reads better packed
export const familyNames: readonly [string, ...string[]] = [
  "Abara", "Acker", "Alder", "Amberg", "Ashdown", "Bakari", "Bergen", "Birk", "Bosko", "Brook", "Cedar",
  "Corvo", "Dahlen", "Delmar", "Dune", "Eklund", "Elmi", "Fern", "Fjord", "Galdo", "Greve", "Haldor",
  "Harrow", "Heath", "Ilves", "Ivory", "Jansa", "Juniper", "Kamara", "Kestrel", "Koivu", "Lark", "Linden",
  "Lund", "Marsh", "Mirova", "Moreno", "Naruk", "Nettle", "Okafor", "Orchard", "Osei", "Palmer", "Pinto",
  "Quill", "Rahimi", "Reed", "Rowan", "Sable", "Sato", "Sorrel", "Strand", "Tamar", "Thorne", "Umber",
  "Valen", "Vesper", "Wald", "Winter", "Yarrow",
];

export const departments: readonly [string, ...string[]] = [
  "Engineering",
  "Sales",
  "Support",
  "Finance",
  "Marketing",
  "Operations",
  "People",
  "Legal",
];

export const jobTitles: readonly [string, ...string[]] = [
  "Engineer",
  "Analyst",
  "Manager",
  "Specialist",
  "Coordinator",
  "Consultant",
  "Director",
];

export const cities: readonly [string, ...string[]] = [
  "Lisbon",
  "Oslo",
  "Nairobi",
  "Osaka",
  "Denver",
  "Lima",
];
