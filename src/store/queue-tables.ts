/** Where cases stand in the lists of the desk. */
export interface QueueTables {
  /**
   * One line of one list. `scope` is whose list it is: `area:500153`, `office:…`, `officer:…`. `mark` is the due day; of
   * what is over when it ended. All of it follows from the plain columns of the case and is made anew with them.
   */
  queued: {
    queue: string
    scope: string
    mark: string
    caseId: string
    /** Empty where the line is of the whole case. */
    task: string
    area: string
    accuses: string | null
    offence: string
    place: string
    stream: string
    state: string
    urgent: number
    waits: number
    /** The officer who took the task. */
    holder: string | null
  }
}

const standing = "\"state\" in ('assigned', 'accepted')"

const ofTask = `t."dueOn", t."caseId", t."task", c."area", c."accuses", t."offence", '', '', t."state",
  case when c."urgent" is null then 0 else 1 end, case when c."waitingSince" is null then 0 else 1 end, null
  from "tasks" t join "cases" c on c."id" = t."caseId"`

const ofCase = `coalesce((select min(t."dueOn") from "tasks" t where t."caseId" = c."id" and t.${standing}), ''), c."id", '',
  c."area", c."accuses", c."offence", '', '', c."state",
  case when c."urgent" is null then 0 else 1 end, case when c."waitingSince" is null then 0 else 1 end, null`

const notAside = 'not exists (select 1 from "shelved" s where s."caseId" = c."id")'
const inArea = `'area:' || c."area"`
const byOffice = `'office:' || t."office"`

const caseQueues: readonly (readonly [queue: string, which: string])[] = [
  ['waiting', 'c."waitingSince" is not null'],
  ['urgent', 'c."urgent" is not null and c."acknowledgedAt" is null'],
  ['supervised', `c."supervisedSince" is not null and c."state" not in ('closed', 'withdrawn')`],
]

const taskQueues: readonly (readonly [queue: string, which: string])[] = [
  ['mine', 'true'],
  ['open', `t."role" = 'intake'`],
  ['accusations', 'c."accuses" is not null'],
  ['others', `t."dueOn" = '9999-12-31'`],
  [
    'returned',
    `t."role" = 'intake' and exists (select 1 from "tasks" b where b."caseId" = t."caseId"
      and b."matter" = t."matter" and b."state" = 'returned')`,
  ],
]

const ended = ofTask.replace(
  't."dueOn"',
  `substr('000000000000000', 1, 15 - length(cast(t."endedAt" as text))) || cast(t."endedAt" as text)`,
)

const fills = [
  ...taskQueues.flatMap(([queue, which]) =>
    [inArea, byOffice].map(
      (scope) =>
        `select '${queue}', ${scope}, ${ofTask} where t.${standing} and ${notAside} and ${which}`,
    ),
  ),
  ...[inArea, byOffice].map((scope) => `select 'done', ${scope}, ${ended} where not t.${standing}`),
  ...caseQueues.flatMap(([queue, which]) => [
    `select '${queue}', ${inArea}, ${ofCase} from "cases" c where ${notAside} and ${which}`,
    `select distinct '${queue}', 'office:' || o."office", ${ofCase} from "cases" c
       join "tasks" o on o."caseId" = c."id" where ${notAside} and ${which}`,
  ]),
  `select 'shelved', ${inArea}, ${ofCase} from "cases" c where not ${notAside}`,
]

const columns = `"queue" text not null, "scope" text not null, "mark" text not null, "caseId" text not null,
  "task" text not null, "area" text not null, "accuses" text, "offence" text not null, "place" text not null,
  "stream" text not null, "state" text not null, "urgent" integer not null, "waits" integer not null, "holder" text,
  primary key ("queue", "scope", "mark", "caseId", "task")`

/** The lists in the order in which they are read, filled from what is there. */
export const queueMigration = `
alter table "tasks" add column "place" text;
alter table "tasks" add column "stream" text;
alter table "tasks" add column "holder" text;
alter table "tasks" add column "waitsFor" text;
:sqlite create table "queued" (${columns}) strict, without rowid;
:postgres create table "queued" (${columns});
${fills.map((fill) => `insert into "queued" ${fill};\n`).join('')}
create index "queuedByCase" on "queued" ("caseId");
drop index "tasksDone";
drop index "tasksDoneAnywhere"
`
