/** Whether the results of follow-up calls can be believed (S9). */
export const honesty = {
  honesty: {
    means:
      'Each night looks whether results can be believed: sampled second calls, numbers, length of calls, results without a call, patterns of fives. A doubt is raised once.',
    lookNow: 'Look now',
    raised: 'New doubts: {{count}}',
    nothingNew: 'Nothing new is doubtful',
    kind: 'Doubt',
    allKinds: 'All doubts',
    about: 'Outlet / number / agent',
    figures: 'What it rests on',
    calls: 'Calls',
    raisedAt: 'Raised',
    state: 'Verdict',
    allStates: 'All',
    none: 'No doubt matches',
    noneOpen: 'Nothing has to be looked into',
    noneOpenHint: 'Results are looked through each night after two, and whenever you ask.',
    evidence: 'The calls',
    confirm: 'Confirm',
    dismiss: 'Dismiss',
    decided: 'The verdict is kept',
    reason: 'Reason',
    reasonHint: 'What was heard, who was asked, what was seen',
    effect: {
      confirmed:
        'It is kept as true, and its surveys no longer count in the results and for the outlet’s quality. The verdict is not changed again.',
      dismissed:
        'It is kept as dismissed, and the same is not raised again. The verdict is not changed again.',
    },
    figure: {
      disagreement: '{{question}}: first {{first}}, then {{second}}',
      shared_number: '{{customers}} customers gave the same number',
      too_short: '{{seconds}} s of call for {{answers}} answers',
      outlet_number: "The customer's number is an outlet's or a technician's",
      odd_fives: '{{fives}} fives among {{answers}} scores; others have {{share}}, a chance below {{chance}}',
      uncalled: '{{results}} results of one day without a call',
    },
    kindMeans: {
      disagreement: 'Another agent asked about the same work again, and the customer answered otherwise.',
      shared_number: 'One number was called about many customers: it may not be theirs.',
      too_short: 'So short a call has no time for so many questions.',
      outlet_number: 'Whoever did the work answers for the customer.',
      odd_fives: 'By the share of fives that others have, so many hardly come by chance.',
      uncalled:
        'An agent wrote answers down, but none of these calls was answered, nor did the customer speak with an agent that day.',
    },
  },
};
