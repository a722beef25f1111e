import { builder, choice, fromField, option } from '#conversation/builder.ts'
import { BEGUN, NOTICE, type Fields, type Words } from './fields.ts'
import { EXPORTED, FORGOTTEN, OWN_DATA } from './own-data-fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end, endAll } = builder<Fields, Words>()

/** 我的信息: what is kept about this person, and what they may do with it. */
export const myData = flow(
  {
    id: 'my-data',
    version: 1,
    onCancel: 'over',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'over',
    needs: BEGUN,
  },
  {
    look: request('own-data', [], OWN_DATA),
    chat: say('my-data.chat'),
    reported: branch([when('ownReports', { missing: true }, 'not-reported')], 'reports'),
    'not-reported': say('my-data.no-report'),
    'chat-kept': branch([when('keepChat', { missing: true }, 'wish')], 'keeping-chat'),
    'keeping-chat': say('my-data.keeping-chat', { next: 'wish' }),
    reports: say('my-data.reports'),
    more: branch([when('moreReports', { equals: 0 }, 'identity')], 'say-more'),
    'say-more': say('my-data.more'),
    identity: branch([when('hasIdentity', { equals: 'yes' }, 'phone')], 'anonymous'),
    phone: branch([when('phoneMask', { missing: true }, 'only-name')], 'name-and-phone'),
    'only-name': say('my-data.name', { next: 'account' }),
    'name-and-phone': say('my-data.identity', { next: 'account' }),
    anonymous: say('my-data.anonymous'),
    account: branch(
      [
        when('accountUntil', { missing: true }, 'keeping'),
        when('accountKept', { equals: 'open' }, 'account-open'),
        when('accountKept', { equals: 'until' }, 'account-until'),
      ],
      'keeping',
    ),
    'account-open': say('my-data.account-open', { next: 'keeping' }),
    'account-until': say('my-data.account-until'),
    keeping: branch(
      [
        when('keepChat', { missing: true }, 'keeping-open'),
        when('keepIdentity', { missing: true }, 'keeping-open'),
        when('keepCase', { missing: true }, 'keeping-open'),
      ],
      'keeping-terms',
    ),
    'keeping-terms': say('my-data.keeping-terms', { next: 'wish' }),
    'keeping-open': say('my-data.keeping'),
    wish: ask('dataWish', choice(fromField('dataWays', 5, 24)), {
      text: 'my-data.wish',
      back: false,
    }),
    wished: branch(
      [
        when('dataWish', { equals: 'export' }, 'do-export'),
        when('dataWish', { equals: 'correct' }, 'do-correct'),
        when('dataWish', { equals: 'anonymous' }, 'do-anonymous'),
        when('dataWish', { equals: 'forget' }, 'do-forget'),
      ],
      'over',
    ),
    'do-export': call('export-data', { next: 'done' }),
    'do-correct': call('correct', { next: 'done' }),
    'do-anonymous': call('make-anonymous', { next: 'done' }),
    'do-forget': call('forget', { next: 'done' }),
    over: say('my-data.bye'),
    done: end('told'),
    expired: end('expired'),
  },
)

/** 导出: as a file where the channel has one, else part by part. */
export const exportData = flow(
  {
    id: 'export-data',
    version: 1,
    onCancel: 'stop',
    onExpire: 'forget-all',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'stop',
    needs: {},
  },
  {
    'from-the-start': set('exportFrom', null),
    take: request('export-data', ['exportFrom'], EXPORTED),
    how: branch([when('exportLink', { missing: true }, 'is-last')], 'link'),
    link: say('export.link', { next: 'empty' }),
    'is-last': branch([when('exportFrom', { missing: true }, 'last')], 'part'),
    part: ask('exportGo', choice([option('on', 'export.on'), option('stop', 'export.stop')]), {
      text: 'export.part',
      back: false,
    }),
    goes: branch([when('exportGo', { equals: 'on' }, 'take')], 'stop'),
    last: say('export.last', { next: 'empty' }),
    stop: say('export.stopped'),
    empty: set('exportText', null),
    over: end('told'),
    'forget-all': set('exportText', null),
    expired: end('expired'),
  },
)

/** 忘记我: says once what goes, what stays and until when. After it this chat is a new person's. */
export const forget = flow(
  {
    id: 'forget',
    version: 1,
    onCancel: 'stay',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'retry.options',
    exhausted: 'stay',
    needs: { phone: BEGUN.phone },
  },
  {
    look: request('own-data', [], OWN_DATA),
    stays: branch(
      [
        when('keptElsewhere', { atLeast: 1 }, 'sure-elsewhere'),
        when('keptNow', { atLeast: 1 }, 'sure-though'),
        when('ownReports', { missing: true }, 'sure'),
      ],
      'sure-reports',
    ),
    sure: ask('forgetSure', choice([option('no', 'forget.no'), option('yes', 'forget.yes')]), {
      text: 'forget.sure',
      next: 'surely',
      back: false,
    }),
    'sure-reports': ask(
      'forgetSure',
      choice([option('no', 'forget.no'), option('yes', 'forget.yes')]),
      { text: 'forget.sure-reports', next: 'surely', back: false },
    ),
    // What came from another chat is not taken from it.
    'sure-elsewhere': ask(
      'forgetSure',
      choice([option('no', 'forget.no'), option('yes', 'forget.yes')]),
      { text: 'forget.sure-elsewhere', next: 'surely', back: false },
    ),
    'sure-though': ask(
      'forgetSure',
      choice([option('no', 'forget.no'), option('yes', 'forget.yes')]),
      { text: 'forget.sure-though', back: false },
    ),
    surely: branch([when('forgetSure', { equals: 'yes' }, 'take')], 'stay'),
    take: request('forget', [], FORGOTTEN),
    taken: branch([when('done', { equals: 'yes' }, 'gone')], 'later'),
    gone: say('forget.gone'),
    reports: branch([when('erased', { atLeast: 1 }, 'say-erased')], 'open'),
    'say-erased': say('forget.erased'),
    open: branch([when('keptOpen', { missing: true }, 'reward')], 'say-open'),
    'say-open': say('forget.kept-open'),
    reward: branch(
      [
        when('keptReward', { missing: true }, 'hold'),
        when('rewardUntil', { missing: true }, 'say-reward'),
      ],
      'say-reward-until',
    ),
    'say-reward-until': say('forget.kept-reward-until', { next: 'hold' }),
    'say-reward': say('forget.kept-reward'),
    hold: branch([when('keptHold', { missing: true }, 'outcome')], 'say-hold'),
    'say-hold': say('forget.kept-hold'),
    outcome: branch([when('ownReports', { missing: true }, 'new')], 'say-outcome'),
    'say-outcome': say('forget.outcome'),
    new: endAll('forgotten', 'forget.new'),
    stay: say('forget.stay', { next: 'over' }),
    later: say('after.later'),
    over: end('told'),
    expired: end('expired'),
  },
)

/** 隐私: who keeps it, what for, which version; the whole of it behind the link. */
export const privacy = flow(
  {
    id: 'privacy',
    version: 1,
    onCancel: 'over',
    onExpire: 'expired',
    wait: patience,
    needs: { area: BEGUN.area },
  },
  {
    look: request('read-notice', ['area'], NOTICE),
    who: branch([when('noticeWho', { missing: true }, 'brief')], 'say-who'),
    'say-who': say('privacy.who'),
    brief: branch([when('noticeBrief', { missing: true }, 'whole')], 'say-brief'),
    'say-brief': say('privacy.brief'),
    whole: say('privacy.whole'),
    over: end('told', 'privacy.rights'),
    expired: end('expired'),
  },
)
