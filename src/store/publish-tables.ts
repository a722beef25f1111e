/**
 * What an area tells the public. A draft is sealed; what is out stands in clear, version by version, and every change of it
 * is a link of the area's chain. Where an entry came from stands apart and is told to nobody.
 */
export interface PublishTables {
  publications: {
    /** Random: its public address. */
    id: string
    area: string
    kind: string
    /**
     * `drafted`: a second officer has to look. `approved`: waits for its day. `published`: out. `withdrawn`: taken down,
     * with the reason. `dropped`: never was out and never will be.
     */
    state: string
    /** The version that is out; 0 while none is. */
    version: number
    /** Keyed mark of the decision's number, so that one decision stands once. */
    mark: string | null
    keyId: string
    /** The next version, until it is out. */
    draft: Uint8Array | null
    draftedBy: string | null
    draftedAt: number | null
    approvedBy: string | null
    approvedAt: number | null
    releaseOn: string | null
    publishedOn: string | null
    changedOn: string | null
  }
  publishedVersions: {
    publication: string
    version: number
    on: string
    /** `NULL` once it was taken down; its digest stays in the chain. */
    content: string | null
    salt: string | null
  }
  publicationLinks: {
    area: string
    seq: number
    on: string
    publication: string
    version: number
    what: string
    digest: string
    hash: string
  }
  publicationSources: { publication: string; caseId: string; task: string }
}

export const publishMigration = `
create table "publications" ("id" text primary key, "area" text not null, "kind" text not null, "state" text not null,
  "version" integer not null, "mark" text, "keyId" text not null, "draft" :bytes, "draftedBy" text, "draftedAt" :time,
  "approvedBy" text, "approvedAt" :time, "releaseOn" text, "publishedOn" text, "changedOn" text,
  unique ("area", "kind", "mark")) :strict;
create index "publicationsByArea" on "publications" ("area", "kind", "publishedOn", "id");
create index "publicationsDue" on "publications" ("releaseOn") where "state" = 'approved';
create table "publishedVersions" ("publication" text not null, "version" integer not null, "on" text not null,
  "content" text, "salt" text, primary key ("publication", "version")) :strict;
create table "publicationLinks" ("area" text not null, "seq" integer not null, "on" text not null,
  "publication" text not null, "version" integer not null, "what" text not null, "digest" text not null,
  "hash" text not null, primary key ("area", "seq")) :strict;
create table "publicationSources" ("publication" text not null, "caseId" text not null, "task" text not null,
  primary key ("caseId", "task")) :strict;
create index "publicationSourcesOf" on "publicationSources" ("publication")
`
