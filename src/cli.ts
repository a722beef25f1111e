import { Command, CommanderError } from 'commander'
import { addChecking } from './cli/checking.ts'
import { later, type On } from './cli/later.ts'
import { complain, exit, wordsOf, type Exit } from './cli/output.ts'

const calendarPart = () => import('./cli/calendar.ts')
const demoPart = () => import('./cli/demo.ts')
const doctorPart = () => import('./cli/doctor.ts')
const erasingPart = () => import('./cli/erasing.ts')
const exportPart = () => import('./cli/export.ts')
const flowsPart = () => import('./cli/flows.ts')
const lifecyclePart = () => import('./cli/lifecycle.ts')
const keysPart = () => import('./cli/keys.ts')
const keepingPart = () => import('./cli/keeping.ts')
const backupPart = () => import('./cli/backup.ts')
const restorePart = () => import('./cli/restore.ts')
const movePart = () => import('./cli/migrate-store.ts')
const numbersPart = () => import('./cli/numbers.ts')
const ordersPart = () => import('./cli/orders.ts')
const posterPart = () => import('./cli/poster.ts')
const plansPart = () => import('./cli/plans.ts')
const routePart = () => import('./cli/route.ts')
const searchingPart = () => import('./cli/searching.ts')
const servePart = () => import('./cli/serve.ts')
const talkPart = () => import('./cli/talk.ts')
const understandingPart = () => import('./cli/understanding.ts')

/** Runs one command line; 0 done, 1 refused, 2 used wrongly. */
export async function run(words: readonly string[]): Promise<number> {
  let code: Exit = exit.done
  const on =
    <A extends unknown[]>(work: (...given: A) => Exit | Promise<Exit>) =>
    async (...given: A): Promise<void> => {
      code = await work(...given)
    }
  try {
    await programOf(on).parseAsync([...words], { from: 'user' })
    return code
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exit.done : exit.usage
    complain(wordsOf(cause))
    return exit.refused
  }
}

function programOf(on: On): Command {
  const program = new Command('yijian').description('医监：非法行医举报通道').exitOverride()
  program
    .command('serve')
    .description('all of it at 127.0.0.1:8080')
    .action(on(later(servePart, (part) => part.serveCommand)))
  program
    .command('demo')
    .description('a throw-away instance with a living desk')
    .option('--keep', 'keep its folder after it stops')
    .action(on(later(demoPart, (part) => part.demoCommand)))
  program
    .command('talk')
    .description(
      "the citizen's side in this terminal; where STATE_DIR has no house yet it makes one",
    )
    .option('--area <code>', 'area code, e.g. 500153')
    .action(on(later(talkPart, (part) => part.talkCommand)))
  addPlans(program, on)
  addCalendar(program, on)
  addUnderstanding(program, on)
  addFlows(program, on)
  addOfficers(program, on)
  addKeeping(program, on)
  return program
}

function addPlans(program: Command, on: On): void {
  program
    .command('route')
    .description('which department, by which clause')
    .requiredOption('--area <code>')
    .option('--text <text>')
    .option('--file <jsonl>')
    .option('--json')
    .action(on(later(routePart, (part) => part.routeCommand)))
  program
    .command('plan')
    .description('a plan as we read it; what two of them differ in; which cases would move')
    .option('--area <code>')
    .option('--diff <plans...>', 'OLD NEW: files, or numbers of published versions')
    .option('--moved', 'which cases in hand would go elsewhere today')
    .option('--with <plan>', 'with --moved: under this file or published version')
    .option('--gaps', 'what the plan leaves open, how often it was met, how it was ruled')
    .option('--year <year>', 'with --gaps: of which year')
    .option('--json')
    .action(on(later(plansPart, (part) => part.planCommand)))
  program
    .command('deadline')
    .description('a due day')
    .requiredOption('--from <day>')
    .requiredOption('--limit <limit>')
    .option('--json')
    .action(on(later(plansPart, (part) => part.deadlineCommand)))
  program
    .command('check-data')
    .description('every fault in data/, with its cure')
    .option(
      '--seal',
      'where there is none, note that these files were checked: route starts sooner',
    )
    .option('--json')
    .action(on(later(plansPart, (part) => part.checkDataCommand)))
}

function addCalendar(program: Command, on: On): void {
  program
    .command('calendar')
    .description('the days off by which due days are counted')
    .command('import <file>')
    .description("the State Council's notice for a year: JSON, or lines of 来源, 放假 and 上班")
    .option('--replace', 'in place of what is known of that year')
    .option('--json')
    .action(on(later(calendarPart, (part) => part.importCalendarCommand)))
}

function addUnderstanding(program: Command, on: On): void {
  const understanding = program.command('understanding').description('how texts are understood')
  understanding
    .command('train')
    .description('learns from data/training and prints what cross-validation says')
    .option('--dry', 'writes nothing')
    .option('--json')
    .action(on(later(understandingPart, (part) => part.trainCommand)))
  understanding
    .command('measure')
    .description('how well labelled letters are understood and routed')
    .requiredOption('--letters <dir>', 'folder of letters-dev.jsonl')
    .option('--area <code>', 'area code', '500153')
    .option('--show', 'which letters were missed')
    .option('--json')
    .action(on(later(understandingPart, (part) => part.measureCommand)))
}

function addFlows(program: Command, on: On): void {
  program
    .command('lifecycle')
    .description('what may be done with a case, state by state')
    .option('--json')
    .action(on(later(lifecyclePart, (part) => part.lifecycleCommand)))
  const flows = program.command('flows').description('the conversations')
  flows
    .command('inspect')
    .description('proves every flow for every language and channel')
    .option('--json')
    .action(on(later(flowsPart, (part) => part.inspectCommand)))
}

function addOfficers(program: Command, on: On): void {
  const officers = program.command('officers').description('who works at the desk')
  officers
    .command('add')
    .requiredOption('--role <role>', 'intake, handler, supervisor, auditor or administrator')
    .requiredOption('--name <name>')
    .option('--area <code>', 'area code', '')
    .option('--office <id>', 'office id', '')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.addOfficerCommand)))
  officers
    .command('list')
    .option('--area <code>')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.listOfficersCommand)))
  officers
    .command('disable <login>')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.disableOfficerCommand)))
  officers
    .command('reset <login>')
    .description('a link by which an officer who forgot their password sets a new one')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.resetPasswordCommand)))
  const offices = program.command('offices').description('who receives cases')
  offices
    .command('list')
    .requiredOption('--area <code>')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.listOfficesCommand)))
  offices
    .command('import <file>')
    .requiredOption('--area <code>')
    .option('--json')
    .action(on(later(keepingPart, (part) => part.importOfficesCommand)))
  program
    .command('orders')
    .description('orders of other hotlines')
    .command('import <file>')
    .description('registers the lines of a CSV file, and names those it cannot')
    .requiredOption('--area <code>')
    .option('--source <name>', 'which hotline, where the area has several')
    .option('--json')
    .action(on(later(ordersPart, (part) => part.importOrdersCommand)))
}

function addKeeping(program: Command, on: On): void {
  program
    .command('doctor')
    .description('what is well, and what to do where it is not')
    .option('--clock-ok', 'the clock is right: what waited after a jump goes on')
    .option('--network', 'also knocks at our own address and at those that notices go to')
    .option('--json')
    .action(on(later(doctorPart, (part) => part.doctorCommand)))
  program
    .command('poster')
    .description('a page with a code to hang up, as PDF')
    .requiredOption('--area <code>')
    .requiredOption('--out <file>')
    .option('--place <words>', 'where it hangs, printed on it')
    .option('--form', 'opens the form without scripts, not the chat')
    .option('--link <url>', 'opens an address that WeChat or Telegram gave')
    .option('--json')
    .action(on(later(posterPart, (part) => part.posterCommand)))
  program
    .command('export')
    .description('all cases as JSON lines: plain columns, no words')
    .option('--json')
    .action(on(later(exportPart, (part) => part.exportCommand)))
  addChecking(program, on)
  program
    .command('backup <dir>')
    .description(
      'database, evidence and settings, sealed, while serve works; keys beside it in DIR-keys',
    )
    .option('--json')
    .action(on(later(backupPart, (part) => part.backupCommand)))
  program
    .command('restore <dir>')
    .description('into an empty STATE_DIR, or with DATABASE_URL into an empty PostgreSQL')
    .option('--json')
    .action(on(later(restorePart, (part) => part.restoreCommand)))
  program
    .command('numbers [area]')
    .description('how far the case numbers are; after a restore, from where they go on')
    .option('--next <number>', 'the next report of this year gets this number, never one before')
    .option('--json')
    .action(on(later(numbersPart, (part) => part.numbersCommand)))
  program
    .command('migrate-store')
    .description(
      'moves the embedded database and its keys into PostgreSQL; goes on where it was cut off',
    )
    .option('--to <url>', 'address of the PostgreSQL; DATABASE_URL unless told')
    .option('--forget-old', 'afterwards: deletes the old database and keys')
    .option('--json')
    .action(on(later(movePart, (part) => part.migrateStoreCommand)))
  program
    .command('search-index')
    .description('makes reports from before searchable at once; serve does it little by little')
    .option('--json')
    .action(on(later(searchingPart, (part) => part.searchIndexCommand)))
  addKeys(program, on)
  addErasing(program, on)
}

function addKeys(program: Command, on: On): void {
  const keys = program.command('keys').description('the keys under which everything lies')
  keys
    .command('status')
    .option('--json')
    .action(on(later(keysPart, (part) => part.keyStatusCommand)))
  keys
    .command('rotate')
    .description('new keys, beside a running serve; the old ones are destroyed')
    .option('--json')
    .action(on(later(keysPart, (part) => part.rotateKeysCommand)))
}

function addErasing(program: Command, on: On): void {
  program
    .command('erasures')
    .description('what was erased, when and why; that its keys are gone')
    .option('--json')
    .action(on(later(erasingPart, (part) => part.erasuresCommand)))
  program
    .command('erase')
    .description('erases one report for good, for a court order')
    .requiredOption('--number <number>')
    .requiredOption('--reason <words>')
    .option('--confirm <number>', 'the number once more: nothing brings it back')
    .option('--json')
    .action(on(later(erasingPart, (part) => part.eraseCommand)))
}
