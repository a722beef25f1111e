/** Which case another was merged into, by its number. */
export const mergeMigration = `
alter table "cases" add column "mergedInto" text;
create index "casesMerged" on "cases" ("mergedInto") where "mergedInto" is not null
`
