/** The tables of the first releases, oldest first; `migrations` tells how they are written. Never edited, never added to. */
export const firstMigrations: readonly string[] = [
  `
create table "sessions" ("id" text primary key, "addressHash" text not null unique, "keyId" text not null,
  "handle" text not null, "sealed" :bytes not null, "area" text, "wait" text, "status" text not null, "at" :time) :strict;
create index "sessionsByHandle" on "sessions" ("handle");

create table "seqs" ("session" text primary key, "last" integer not null) :strict;

create table "heard" ("once" text primary key, "session" text not null, "seq" integer not null, "at" :time not null,
  "keyId" text not null, "sealed" :bytes not null) :strict;
create index "heardBySession" on "heard" ("session", "seq");
create index "heardByTime" on "heard" ("at");

create table "outbox" ("id" text primary key, "session" text not null, "handle" text not null, "seq" integer not null,
  "kind" text not null, "keyId" text not null, "sealed" :bytes not null, "state" text not null, "leasedBy" text,
  "leaseUntil" :time, "attempts" integer not null, "doubts" integer not null, "nextAt" :time not null,
  "caseId" text, "once" text, "createdAt" :time not null, "doneAt" :time, unique ("session", "seq")) :strict;
create index "outboxDue" on "outbox" ("nextAt") where "state" in ('owed', 'sending', 'uncertain');
create index "outboxUnsent" on "outbox" ("session", "seq") where "state" in ('owed', 'sending', 'uncertain');
create index "outboxTroubled" on "outbox" ("createdAt") where "doubts" > 0 or "state" = 'undeliverable';
create index "outboxByOnce" on "outbox" ("once") where "once" is not null;

create table "timers" ("session" text not null, "wait" text not null, "at" :time not null, "leasedBy" text,
  "leaseUntil" :time, primary key ("session", "wait", "at")) :strict;
create index "timersDue" on "timers" ("at");

create table "counters" ("area" text not null, "year" integer not null, "last" integer not null,
  primary key ("area", "year")) :strict;

create table "caseEvents" ("caseId" text not null, "seq" integer not null, "id" text not null unique, "type" text not null,
  "at" :time not null, "by" text not null, "sealed" :bytes not null, primary key ("caseId", "seq")) :strict;

create table "cases" ("id" text primary key, "number" text not null unique, "area" text not null, "state" text not null,
  "offence" text not null, "urgent" text, "acknowledgedAt" :time, "waitingSince" :time, "receivedAt" :time not null,
  "changedAt" :time not null, "version" integer not null, "handle" text not null, "keyId" text not null) :strict;
create index "casesByHandle" on "cases" ("handle");
create index "casesByArea" on "cases" ("area", "state");
create index "casesUrgent" on "cases" ("area") where "urgent" is not null and "acknowledgedAt" is null;
create index "casesWaiting" on "cases" ("area") where "waitingSince" is not null;

create table "tasks" ("caseId" text not null, "task" text not null, "matter" text not null, "office" text not null,
  "department" text not null, "role" text not null, "state" text not null, "dueOn" text not null, "clause" text,
  "offence" text not null, primary key ("caseId", "task")) :strict;
create index "tasksByOffice" on "tasks" ("office", "state", "dueOn", "caseId", "task");

create table "news" ("id" text primary key, "caseId" text not null, "handle" text not null, "sealed" :bytes not null,
  "at" :time not null, "readAt" :time) :strict;
create index "newsUnread" on "news" ("handle", "at") where "readAt" is null;

create table "waiting" ("session" text primary key, "area" text not null, "why" text not null, "at" :time not null) :strict;
create index "waitingByArea" on "waiting" ("area", "at");
create table "forwards" ("id" text primary key, "session" text not null, "at" :time not null, "keyId" text not null,
  "sealed" :bytes not null) :strict;
create index "forwardsBySession" on "forwards" ("session", "at");

create table "receipts" ("number" text primary key, "caseId" text not null, "passcodeHmac" text not null unique) :strict;
create table "throttles" ("asker" text primary key, "tries" integer not null, "until" :time not null) :strict;

create table "audit" ("area" text not null, "seq" integer not null, "at" :time not null, "actor" text not null,
  "action" text not null, "subject" text not null, "reason" text, "sealed" :bytes, "hash" :bytes not null,
  primary key ("area", "seq")) :strict;
create table "auditHeads" ("area" text primary key, "count" integer not null, "hash" :bytes not null,
  "mac" :bytes not null) :strict;

create table "officers" ("id" text primary key, "name" text not null, "login" text not null unique,
  "passwordHash" text not null, "role" text not null, "office" text not null, "area" text not null, "disabledAt" :time) :strict;
create table "setups" ("tokenHash" text primary key, "role" text not null, "area" text not null,
  "office" text not null, "name" text not null,
  "expiresAt" :time not null, "usedAt" :time) :strict;
create table "webSessions" ("idHash" text primary key, "officer" text not null, "csrf" text not null,
  "createdAt" :time not null, "seenAt" :time not null, "expiresAt" :time not null) :strict;
create index "webSessionsByOfficer" on "webSessions" ("officer");

create table "offices" ("id" text not null, "area" text not null, "name" text not null, "department" text not null,
  "place" text not null, "level" text not null, "delegatedBy" text, primary key ("area", "id")) :strict;

create table "evidence" ("id" text primary key, "session" text not null, "caseId" text, "keyId" text not null,
  "kind" text not null, "type" text not null, "size" integer not null, "sha256" text not null, "cleaned" text not null,
  "cleanedSize" integer,
  "state" text not null, "name" :bytes, "at" :time) :strict;
create index "evidenceByCase" on "evidence" ("caseId") where "caseId" is not null;
create index "evidenceBySession" on "evidence" ("session");

create table "precedents" ("number" text not null, "area" text not null, "offence" text not null, "lead" text not null,
  "cooperate" text not null, "on" text not null, "keyId" text not null, "sealed" :bytes not null,
  primary key ("number", "offence")) :strict;
create index "precedentsByArea" on "precedents" ("area");

create table "addresses" ("handle" text primary key, "channel" text not null, "keyId" text not null,
  "sealed" :bytes not null) :strict;
create table "identities" ("caseId" text primary key, "keyId" text not null, "sealed" :bytes not null) :strict
`,
  `
create table "packVersions" ("area" text not null, "number" integer not null, "at" :time not null, "by" text not null,
  "reason" text not null, "release" text not null, "base" text not null, "content" :bytes not null, "hash" text not null,
  primary key ("area", "number")) :strict
`,
  `
alter table "cases" add column "accuses" text;
update "cases" set "accuses" = '' where "offence" = 'I4';
create index "casesAccusing" on "cases" ("area") where "accuses" is not null;
alter table "precedents" add column "at" :time not null default 0
`,
  `
alter table "setups" add column "invitedBy" text;
alter table "officers" add column "invitedBy" text;
create table "identityRequests" ("id" text primary key, "caseId" text not null, "number" text not null,
  "area" text not null, "purpose" text not null, "asker" text not null, "keyId" text not null, "asked" :bytes not null,
  "askedAt" :time not null, "state" text not null, "answeredBy" text, "answer" :bytes, "answeredAt" :time,
  "until" :time, "links" text, "proof" :bytes, "seenAt" :time, "endedAt" :time) :strict;
create index "identityRequestsByCase" on "identityRequests" ("caseId", "asker");
create index "identityRequestsByArea" on "identityRequests" ("area", "state", "askedAt");
create table "receiptKeys" ("id" text primary key, "algorithm" text not null, "publicKey" :bytes not null,
  "sealed" :bytes not null, "madeAt" :time not null, "retiredAt" :time) :strict
`,
  `
alter table "cases" add column "outcome" text;
alter table "cases" add column "erasedAt" :time;
create table "erasures" ("id" text primary key, "kind" text not null, "number" text, "area" text not null,
  "why" text not null, "by" text not null, "at" :time not null, "plain" text not null, "keyId" text, "sealed" :bytes,
  "doneAt" :time, "mac" :bytes) :strict;
create index "erasuresOwed" on "erasures" ("at") where "doneAt" is null;
create table "forgets" ("handle" text primary key, "at" :time not null) :strict;
create table "holds" ("id" text primary key, "caseId" text not null, "number" text not null, "area" text not null,
  "keyId" text not null, "placedBy" text not null, "placedAt" :time not null, "reason" :bytes not null,
  "endedBy" text, "endedAt" :time, "endReason" :bytes) :strict;
create index "holdsByCase" on "holds" ("caseId", "placedAt");
update "sessions" set "at" = (select max("at") from "heard" where "heard"."session" = "sessions"."id")
  where "at" is null;
create index "sessionsByTime" on "sessions" ("at")
`,
  `
alter table "forgets" add column "why" text not null default 'asked';
alter table "forgets" add column "nextAt" :time not null default 0;
create table "retentionChanges" ("id" text primary key, "area" text not null, "at" :time not null, "by" text not null,
  "kind" text not null, "before" text not null, "after" text not null, "reason" text not null) :strict
`,
  `
alter table "evidence" add column "checked" text;
alter table "evidence" add column "finding" text;
create index "evidenceUnchecked" on "evidence" ("at") where "checked" = 'unchecked';
create table "uploads" ("id" text primary key, "owner" text not null, "keyId" text not null, "kind" text not null,
  "size" integer not null, "name" :bytes, "at" :time not null) :strict;
create index "uploadsByOwner" on "uploads" ("owner")
`,
  `
create table "clock" ("id" text primary key, "at" :time not null, "to" :time) :strict;
alter table "auditHeads" add column "digest" text not null default 'SHA-256'
`,
  `
alter table "evidence" rename column "sha256" to "digest";
update "evidence" set "digest" = 'sha256:' || "digest"
`,
  `
create table "noticesTold" ("handle" text primary key, "version" text not null, "at" :time not null) :strict
`,
  `
create table "likenesses" ("caseId" text primary key, "area" text not null, "handle" text not null, "at" :time not null,
  "flock" text not null, "marks" :bytes not null) :strict;
create index "likenessesByHandle" on "likenesses" ("handle", "at");
create index "likenessesByFlock" on "likenesses" ("flock");
create table "likenessBands" ("area" text not null, "band" text not null, "caseId" text not null,
  primary key ("area", "band", "caseId")) :strict;
create index "likenessBandsByCase" on "likenessBands" ("caseId");
create table "blocks" ("id" text primary key, "handle" text not null, "area" text not null, "number" text not null,
  "keyId" text not null, "reason" :bytes not null, "by" text not null, "at" :time not null, "until" :time not null,
  "liftedBy" text, "liftedAt" :time, "liftReason" :bytes) :strict;
create index "blocksByHandle" on "blocks" ("handle", "area");
create index "blocksByArea" on "blocks" ("area", "at");
create table "shelved" ("caseId" text primary key, "block" text not null, "area" text not null, "at" :time not null) :strict;
create index "shelvedByArea" on "shelved" ("area", "at")
`,
  `
create table "noticeEndpoints" ("id" text primary key, "area" text not null, "office" text, "kind" text not null,
  "name" text not null, "wants" text not null, "keyId" text not null, "sealed" :bytes not null, "state" text not null,
  "nextAt" :time not null, "leasedBy" text, "leaseUntil" :time, "createdAt" :time not null, "sentAt" :time,
  "failedAt" :time, "failure" text, "failures" integer not null) :strict;
create index "noticeEndpointsByArea" on "noticeEndpoints" ("area", "createdAt");
create table "noticesOwed" ("id" text primary key, "endpoint" text not null, "seq" integer not null,
  "about" text not null, "type" text not null, "caseId" text, "keyId" text not null, "sealed" :bytes not null,
  "state" text not null, "attempts" integer not null, "doubts" integer not null, "createdAt" :time not null,
  "triedAt" :time, "doneAt" :time, unique ("endpoint", "seq"), unique ("endpoint", "about")) :strict;
create index "noticesUnsent" on "noticesOwed" ("endpoint", "seq") where "state" in ('owed', 'sending')
`,
  `
alter table "news" add column "lostAt" :time;
create index "newsLost" on "news" ("caseId") where "lostAt" is not null;
create table "places" ("caseId" text not null, "finder" text not null, "sealed" :bytes not null, "turn" integer not null,
  primary key ("caseId", "finder")) :strict;
create index "placesByFinder" on "places" ("finder");
create table "hops" ("mark" text primary key, "news" text not null) :strict;
create index "hopsByNews" on "hops" ("news")
`,
  `
create table "calls" ("id" text primary key, "officer" text not null, "at" :time not null, "number" text, "keyId" text,
  "sealed" :bytes, "handed" text not null) :strict;
create index "callsByOfficer" on "calls" ("officer", "at");
create table "workOrders" ("source" text not null, "theirs" text not null, "area" text not null, "mark" text not null,
  "receivedAt" :time not null, "at" :time not null, "by" text not null, "caseId" text, "number" text,
  primary key ("source", "theirs")) :strict;
create index "workOrdersByCase" on "workOrders" ("caseId")
`,
  `
create table "searched" ("caseId" text primary key, "doc" :time unique, "form" integer not null) :strict;
create index "searchedByForm" on "searched" ("form");
insert into "searched" ("caseId", "form") select "id", 0 from "cases" where "erasedAt" is null;
:sqlite create virtual table "searchWords" using fts5("tokens", tokenize = 'ascii', detail = none, columnsize = 0);
:sqlite insert into "searchWords" ("searchWords", "rank") values ('secure-delete', 1);
:postgres create table "searchWords" ("rowid" bigint primary key, "tokens" tsvector not null);
:postgres create index "searchWordsByToken" on "searchWords" using gin ("tokens")
`,
  `
create table "channelStates" ("channel" text primary key, "state" text not null, "why" text, "since" :time not null,
  "lastIn" :time, "lastOut" :time, "errorCode" text, "errorAt" :time, "seenAt" :time not null) :strict
`,
  `
alter table "tasks" add column "countedBy" text not null default '';
create index "tasksCounted" on "tasks" ("countedBy", "caseId") where "state" in ('assigned', 'accepted')
`,
  `
alter table "cases" add column "supervisedSince" :time;
create index "casesSupervised" on "cases" ("area") where "supervisedSince" is not null
`,
  `
create table "facts" ("caseId" text not null, "task" text not null, "area" text not null, "office" text not null,
  "department" text not null, "offence" text not null, "place" text not null, "channel" text not null,
  "state" text not null, "dueOn" text not null, "givenOn" text not null, "acceptedOn" text, "acceptDays" integer,
  "closedOn" text, "closeDays" integer, "late" integer not null, "unnumbered" integer not null, "backOn" text,
  "again" integer not null, primary key ("caseId", "task")) :strict;
create index "factsGiven" on "facts" ("area", "givenOn");
create index "factsAccepted" on "facts" ("area", "acceptedOn") where "acceptedOn" is not null;
create index "factsClosed" on "facts" ("area", "closedOn") where "closedOn" is not null;
create index "factsBack" on "facts" ("area", "backOn") where "backOn" is not null;
create index "factsOpen" on "facts" ("area", "dueOn", "office", "department", "offence", "place", "channel")
  where "state" = 'open';
create table "monthFigures" ("area" text not null, "month" text not null, "office" text not null,
  "figures" text not null, primary key ("area", "month", "office")) :strict;
create table "uncounted" ("caseId" text primary key) :strict;
insert into "uncounted" ("caseId") select "id" from "cases" where "erasedAt" is null and "accuses" is null
`,
  `
alter table "tasks" add column "endedAt" :time not null default 0;
update "tasks" set "endedAt" = coalesce((select "changedAt" from "cases" where "id" = "tasks"."caseId"), 0)
  where "state" not in ('assigned', 'accepted');
create index "tasksDone" on "tasks" ("office", "endedAt", "caseId", "task") where "state" not in ('assigned', 'accepted');
create index "tasksDoneAnywhere" on "tasks" ("endedAt", "caseId", "task") where "state" not in ('assigned', 'accepted')
`,
  `
alter table "tasks" add column "lookAt" :time not null default 0;
create index "tasksToLook" on "tasks" ("lookAt") where "state" in ('assigned', 'accepted');
create table "reminders" ("id" text primary key, "caseId" text not null, "task" text not null, "clock" text not null,
  "step" text not null, "area" text not null, "office" text not null, "reach" text not null, "said" integer not null,
  "at" :time not null, unique ("caseId", "task", "clock", "step")) :strict;
create index "remindersByOffice" on "reminders" ("office", "at") where "said" = 1;
create index "remindersByReach" on "reminders" ("area", "reach", "at") where "said" = 1;
create table "remindersRead" ("reminder" text not null, "officer" text not null, "at" :time not null,
  primary key ("reminder", "officer")) :strict;
update "noticeEndpoints" set "wants" = "wants" || 'case.supervised task.half task.soon task.due task.overdue task.supervised '
  where "wants" like '% task.new %' and "wants" like '% case.withdrawn %'
`,
  `
create table "ratings" ("caseId" text primary key, "area" text not null, "office" text not null,
  "offence" text not null, "accuses" integer not null, "news" text not null, "askAt" :time not null,
  "askedAt" :time, "stillGoing" text, "satisfaction" text, "ratedAt" :time) :strict;
create index "ratingsDue" on "ratings" ("askAt") where "askedAt" is null;
create index "ratingsByArea" on "ratings" ("area", "askedAt") where "askedAt" is not null
`,
  `
drop index "factsOpen";
create index "factsOpen" on "facts" ("area", "dueOn", "office") where "state" = 'open';
create index "factsOpenByDepartment" on "facts" ("area", "department", "dueOn", "office") where "state" = 'open';
create index "factsOpenByOffence" on "facts" ("area", "offence", "dueOn", "office") where "state" = 'open';
create index "factsOpenByPlace" on "facts" ("area", "place", "dueOn", "office") where "state" = 'open';
create index "factsOpenByChannel" on "facts" ("area", "channel", "dueOn", "office") where "state" = 'open'
`,
  `
update "workOrders" set "caseId" = null, "number" = null, "mark" = '',
  "receivedAt" = "receivedAt" - "receivedAt" % 2592000000, "at" = "at" - "at" % 2592000000
  where "caseId" in (select "id" from "cases" where "erasedAt" is not null)
`,
  `
update "news" set "lostAt" = null where "lostAt" is not null
  and "handle" in (select "handle" from "addresses" where "channel" in ('hotline', 'work-orders'))
  and "caseId" not in (select "caseId" from "places");
update "news" set "readAt" = "readAt" - ("readAt" + 28800000) % 86400000 where "readAt" is not null;
update "news" set "lostAt" = "lostAt" - ("lostAt" + 28800000) % 86400000 where "lostAt" is not null;
update "outbox" set "createdAt" = "createdAt" - "createdAt" % 3600000, "nextAt" = "nextAt" - "nextAt" % 3600000,
  "doneAt" = "doneAt" - "doneAt" % 3600000 where "kind" = 'notice' and "caseId" is null and "id" like 'hint:%'
`,
]
