import { expect } from 'chai';
import { type EventContext, eventWords } from '../../dashboard/src/ticket/event-words.ts';
import type { EventMap, EventType } from '../../domain/contracts/events.ts';
import { initialScript } from '../../domain/followup/script.ts';
import { formatFen } from '../../domain/money.ts';
import { event } from './tickets.ts';
import { wordsIn } from './words-in.ts';

const context = (language: 'zh' | 'en'): EventContext => ({
  t: wordsIn(language),
  categoryName: (code) => (code === 'air_conditioner' ? '空调' : ''),
  placeName: (code) => (code ? '长沙市岳麓区' : ''),
  when: () => '今天 14:30',
  unitName: (id) => (id ? '长沙区部' : ''),
  yuan: formatFen,
  language,
  asked: (key) => initialScript.questions.find((question) => question.key === key),
});
const OUTLET = '岳麓自营空调一队';

const DEADLINE = { due: 'arrival', dueAt: '2026-03-02T06:30:00Z', personId: null } as const;

/** One of each: what it carries, and how it reads in Chinese. */
const SAID: { [T in EventType]: [EventMap[T], string] } = {
  'contact.started': [{ direction: 'inbound' }, '客户来电'],
  'contact.ended': [{ disposition: 'ticket_opened' }, '通话结束：已开工单'],
  'ticket.opened': [
    { kind: 'repair', source: 'phone', category: 'air_conditioner', districtCode: '430104' },
    '开单：长沙市岳麓区 空调 维修（热线来电）',
  ],
  'ticket.details_given': [{ districtCode: '430104' }, '补充地址：长沙市岳麓区'],
  'ticket.chased': [{ count: 2 }, '客户催单（第 2 次）'],
  'ticket.offered': [
    { outletId: 3, expiresAt: '2026-03-02T06:30:00Z', decisionId: null, overruled: true, reason: '客户指定' },
    `人工指派给 ${OUTLET}，今天 14:30 前答复，原因：客户指定`,
  ],
  'ticket.declined': [{ outletId: 3, reason: 'no_part' }, `${OUTLET} 拒单：缺配件`],
  'ticket.timed_out': [{ outletId: 3 }, `${OUTLET} 超时未接单`],
  'ticket.withdrawn': [{ outletId: 3 }, `从 ${OUTLET} 撤回`],
  'ticket.rerouted': [{ outletId: 3, reason: '客户嫌远' }, `从 ${OUTLET} 撤回，系统重新派单，原因：客户嫌远`],
  'ticket.taken': [{ personId: 4, fromPersonId: null }, '认领工单'],
  'ticket.given_back': [{ personId: 4 }, '放回工单，待他人认领'],
  'ticket.handed_over': [{ reason: 'moves_exhausted', decisionId: null }, '转调度员：多次转派仍无人接单'],
  'ticket.accepted': [{ outletId: 3 }, `${OUTLET} 接单`],
  'ticket.action': [{ action: 'clean_up', visitId: 5 }, '清理现场'],
  'ticket.quoted': [{ visitId: 5, quoteId: 2, version: 2, totalFen: 12_000 }, '报价 ¥120.00（第 2 版）'],
  'ticket.quote_approved': [
    { visitId: 5, quoteId: 2, how: 'code', totalFen: 12_000 },
    '客户同意报价 ¥120.00（短信确认码）',
  ],
  'ticket.part_used': [{ visitId: 5, partId: 3, quantity: 2 }, '更换配件 2 件'],
  'ticket.photo': [{ visitId: 5, attachmentId: 4, kind: 'nameplate' }, '拍照：铭牌'],
  'ticket.code_confirmed': [{ visitId: 5 }, '客户提供完工验收码，核对无误'],
  'ticket.done': [
    { resolutionNo: 1, chargeFen: 123456, missing: ['test', 'signature'] },
    '完工，收费 ¥1,234.56，缺少：与客户试机、客户签字',
  ],
  'ticket.reopened': [{ resolutionNo: 1 }, '重新打开（第 1 次完工后未解决）'],
  'ticket.connected': [{ side: 'outlet', answered: false }, '网点呼叫客户，未接通（号码保护）'],
  'ticket.closed': [{ resolutionNo: 1 }, '办结'],
  'ticket.cancelled': [{ reason: '重复报单' }, '取消：重复报单'],
  'ticket.rescheduled': [{ day: '2026-03-05', half: 'afternoon' }, '改约到 2026-03-05下午'],
  'ticket.visit_cancelled': [{ visitId: 5 }, '客户取消上门，待网点另约'],
  'ticket.planned': [
    { visitId: 5, technicianId: 2, plannedAt: '2026-03-02T06:30:00Z' },
    '排班：今天 14:30 上门',
  ],
  'plan.proposed': [{ planId: 1, day: '2026-03-05' }, '生成 2026-03-05 的排班方案'],
  'plan.settled': [
    { planId: 1, accepted: 9, refused: 1, stale: 2 },
    '排班方案处理完毕：采纳 9 项，不采纳 1 项，已过期 2 项',
  ],
  'ticket.visit_ended': [
    { visitId: 1, number: 1, outcome: 'second_visit', reason: 'part_missing', nextVisitId: 2 },
    '第 1 次上门：需再次上门（缺配件）',
  ],
  'ticket.visit_missed': [{ visitId: 1, outletId: 3, technicianId: null }, '到约定时间无人上门'],
  'ticket.reply': [{ replyId: 1, meaning: 'confirm', state: 'settled' }, '客户短信确认上门时间'],
  'ticket.reply_settled': [{ replyId: 1 }, '客户短信已处理'],
  'ticket.warned': [
    { ...DEADLINE, level: 'outlet', outletId: 3, unitId: null },
    `上门即将超时（时限 今天 14:30），${OUTLET}负责`,
  ],
  'ticket.late': [
    { ...DEADLINE, level: 'outlet', outletId: 3, unitId: null },
    `上门已超时（时限 今天 14:30），${OUTLET}负责`,
  ],
  'ticket.climbed': [
    { ...DEADLINE, level: 'region', outletId: null, unitId: 4 },
    '上门超时未处理，升级到区部：长沙区部负责',
  ],
  'ticket.paused': [
    { reason: 'part', until: '2026-03-02T06:30:00Z' },
    '暂停计时：等配件，今天 14:30 自动恢复',
  ],
  'ticket.resumed': [
    { reason: 'part', ending: 'date', movedSeconds: 7_200 },
    '恢复计时（等配件，到期自动恢复），时限顺延 2 小时',
  ],
  'outlet.standing': [
    { outletId: 3, from: 'good', to: 'stopped', changeId: 1, reason: '多次投诉' },
    '网点状态改为停止派工，原因：多次投诉',
  ],
  'outlet.standing_planned': [
    { outletId: 3, to: 'removed', changeId: 1, takesEffectAt: '2026-03-02T06:30:00Z', reason: '合同到期' },
    '网点状态将于 今天 14:30 改为已撤点，原因：合同到期',
  ],
  'outlet.standing_called_off': [
    { outletId: 3, changeId: 1, reason: '已续约' },
    '撤销网点状态变更计划，原因：已续约',
  ],
  'outlet.capacity': [
    { outletId: 3, day: '2026-03-05', capacity: 4, booked: 6 },
    '2026-03-05 接单量改为 4 单（已约 6 单）',
  ],
  'campaign.booked': [{ campaignId: 1, regionId: 2 }, '预约服务活动'],
  'campaign.given_back': [{ campaignId: 1, regionId: 2 }, '退还活动名额'],
  'campaign.changed': [{ campaignId: 1, state: 'stopped' }, '服务活动：已停止'],
  'export.taken': [
    { table: 'answers', format: 'xlsx', filters: 'regionId=2' },
    '导出回访数据：回访答卷（XLSX），条件：regionId=2',
  ],
  'customer.call_wish': [{ customerId: 1, wish: 'evening' }, '记下方便接电话的时间：晚上'],
  'obligation.opened': [{ obligationId: 1, kind: 'survey' }, '生成回电任务：满意度回访'],
  'obligation.claimed': [{ obligationId: 1, personId: 4 }, '回访任务：认领'],
  'obligation.tried': [
    { obligationId: 1, outcome: 'later', callAt: '2026-03-02T06:30:00Z', note: '在开会' },
    '人工回访：约定时间再拨，今天 14:30再拨，备注：在开会',
  ],
  'obligation.settled': [
    { obligationId: 1, kind: 'survey', settlement: 'call_answered', exhausted: false },
    '满意度回访结束：电话接通',
  ],
  'attempt.granted': [{ attemptId: 1 }, '拨打客户电话'],
  'dialler.paused': [{ paused: true, reason: '运营商线路故障' }, '暂停自动外呼，原因：运营商线路故障'],
  'attempt.ended': [{ attemptId: 1, outcome: 'no-answer' }, '拨打结果：无人接听'],
  'survey.answered': [{ obligationId: 1, question: 'score', value: 2 }, '客户评价 · 总体评分：2 分'],
  'case.opened': [
    { caseId: 1, kind: 'outlet', level: 'store', item: 'late' },
    '生成网点案例（门店级），项目：未按约上门',
  ],
  'case.taken': [{ caseId: 1, kind: 'complaint', personId: 4 }, '受理投诉'],
  'case.climbed': [
    { caseId: 1, kind: 'complaint', level: 'region', why: 'handed_up', reason: '涉及赔偿' },
    '投诉升级到区部（上报），原因：涉及赔偿',
  ],
  'case.late': [{ caseId: 1, kind: 'complaint' }, '投诉已超过处理时限'],
  'case.closed': [
    { caseId: 1, kind: 'complaint', cause: 'outlet', word: 'content' },
    '投诉结案：网点责任，客户认可',
  ],
  'doubt.raised': [{ doubtId: 1, kind: 'odd_fives' }, '回访结果存疑：满分异常'],
  'doubt.decided': [
    { doubtId: 1, kind: 'odd_fives', verdict: 'dismissed', reason: '培训后确有提升' },
    '回访存疑（满分异常）排除，原因：培训后确有提升',
  ],
  'message.sent': [{ template: 'ticket_opened' }, '发送短信：受理通知'],
  'line.entered': [{ lineEntryId: 1, priority: 2 }, '进入排队，等候人工座席'],
  'line.callback_chosen': [{ lineEntryId: 1 }, '选择回电，保留排队位置'],
  'line.left': [{ lineEntryId: 1, ending: 'abandoned' }, '离开队列：排队时挂断'],
  'desk.state': [
    { personId: 7, state: 'break', reason: 'meal', why: '换班' },
    '座席状态：小休、用餐，原因：换班',
  ],
  'desk.offered': [{ offerId: 1, personId: 7, kind: 'transfer' }, '分配给座席（转接）'],
  'desk.answered': [{ offerId: 1, personId: 7, waitedSeconds: 12 }, '座席接听，客户等候 12 秒'],
  'desk.refused': [{ offerId: 1, personId: 7, how: 'timed_out' }, '座席超时未接，回到原排队位置'],
  'call.held': [{ held: false }, '恢复通话'],
  'call.transferred': [{ how: 'warm', toPersonId: 8 }, '咨询后转接'],
  'call.dropped': [{ personId: 7, toLine: false }, '座席线路中断，已告知客户会再打过去'],
  'call.supervised': [{ mode: 'whisper', agentId: 7 }, '班长耳语指导'],
  'call.recording': [{ state: 'paused' }, '暂停录音'],
  'call.disposed': [{ subject: 'open_ticket' }, '话后小结：在办工单'],
  'recording.held': [{ recordingId: 1, held: true, reason: '法院调取' }, '录音设为依法留存：法院调取'],
  'number.listed': [{ ruleId: 1, kind: 'nuisance' }, '号码列入名单：骚扰来电'],
  'integration.changed': [{ what: 'key_made', subjectId: 3 }, '新建接口密钥'],
  'integration.endpoint_disabled': [{ endpointId: 3, reason: 'failing' }, '推送地址已停用'],
  'number.lifted': [{ ruleId: 1, kind: 'blocked' }, '号码移出名单：拒接'],
  'recording.heard': [{ recordingId: 1 }, '调听录音'],
  'policy.changed': [{ versionId: 2, restoredId: null }, '派工规则等策略已更改'],
  'recording.deleted': [{ recordingId: 1 }, '录音到期删除'],
};

describe('events in words', () => {
  for (const [type, [data, words]] of Object.entries(SAID)) {
    it(`says ${type}`, () => {
      const item = event(1, type, data, { outletName: OUTLET });
      expect(eventWords(item, context('zh'))).to.equal(words);
    });

    it(`says ${type} in English, with nothing left open, even when it carries nothing`, () => {
      for (const carried of [data, {}]) {
        const words = eventWords(event(1, type, carried, { outletName: OUTLET }), context('en'));
        expect(words)
          .to.match(/\w/)
          .and.not.match(/\{\{|undefined|null|NaN|\bevent\.|\btrade\./);
      }
    });
  }

  it('names an event that it does not know', () => {
    expect(eventWords(event(1, 'ticket.teleported'), context('zh'))).to.equal('ticket.teleported');
    expect(eventWords(event(1, 'toString'), context('zh'))).to.equal('toString');
  });

  it('says yes and no, points, and spoken answers', () => {
    const answer = (question: string, value: number | null) =>
      eventWords(event(1, 'survey.answered', { question, value }), context('zh'));
    expect(answer('solved', 0)).to.equal('客户评价 · 问题解决：否');
    expect(answer('on_time', 1)).to.equal('客户评价 · 按约上门：是');
    expect(answer('courtesy', 4)).to.equal('客户评价 · 礼貌整洁：4 分');
    expect(answer('courtesy', 1)).to.equal('客户评价 · 礼貌整洁：1 分');
    expect(answer('why_unsolved', 3)).to.equal('客户评价 · 主要是什么原因：还在等配件');
    expect(answer('gone', 3)).to.equal('客户评价 · gone：是');
    expect(answer('remark', null)).to.equal('客户评价 · 客户留言：语音留言');
  });
});
