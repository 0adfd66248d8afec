/** Follow-up › Survey */
export const script = {
  script: {
    questions: 'Questions',
    means:
      'Questions are put in this order; an answer may lead past some of them, or to the end. The keys are added after the question on the phone, and shown as buttons on the web. 0 for an agent and 9 for no more calls work at every question.',
    add: 'Add a question',
    remove: 'Remove',
    core: 'Always asked',
    coreStays:
      'Whether it was solved and the score stay: reopening, complaints and every figure rest on them.',
    wordless: '(no words yet)',
    words: { zh: 'Question in Chinese', en: 'Question in English' },
    answeredBy: 'Answered by',
    kind: { yes_no: 'Yes or no', points: '1–5 points', choice: 'Choice', spoken: 'Spoken' },
    key: 'Name',
    only: 'Only for these tickets',
    everybody: 'All tickets',
    measured:
      'Measured all over the province: its name and how it is answered stay; the words are yours to change.',
    answers: 'Answers',
    keypad: 'Key',
    answer: { zh: 'Answer in Chinese', en: 'Answer in English' },
    follows: 'Then',
    likeOthers: 'As after other answers',
    inOrder: 'The next in order',
    theEnd: 'The end',
    afterOthers: 'After any other answer',
    afterSpoken: 'After the remark',
    addAnswer: 'Add an answer',
    removeAnswer: 'Remove answer',
    points: '{{count}} points',
    or: ' or ',
    paths: 'Every way through',
    endOf: 'end ({{count}} questions)',
    about: 'Question {{number}}, “{{question}}”: {{said}}',
    show: 'Show',
    noVersions: 'Once a survey is published, what each version asks, who published it and why stand here.',
    noDraft:
      'No draft. Changes are kept as a draft first; surveys that begin after it is published are asked by it.',
    discardEffect:
      'Every change in the draft is lost; surveys are asked by the version in force. It cannot be brought back.',
    whyHint: 'For example: also ask whether they would recommend us',
    publishEffect:
      'Surveys that begin from now on are asked by this version; those whose first question was put go on with theirs. Earlier answers stay.',
    published: 'Published: new surveys are asked by it',
    goBackEffect:
      'What {{version}} asks becomes a new version, from the next survey on. The draft stays as it is.',
    code: {
      solved_not_first: 'The first question must be whether it was solved, asked about every ticket.',
      score_skipped: 'There is a way through that does not ask for the score.',
      scale_changed: 'It must be answered by “{{kind}}”, or the figures do not compare.',
      key_taken: 'The name {{key}} is used twice.',
      answers_wrong: 'The answers do not fit: yes and no once each; two or more for a choice, none twice.',
      branch_wrong: 'An answer that leads on is not there, or leads to two places.',
      leads_nowhere: 'It leads to {{to}}, which is not there.',
      loops: 'From here it leads back to this question without end.',
      dead: 'No way through comes to this question.',
      too_long: 'The longest way has {{questions}} questions; {{most}} is the most.',
      unspoken: 'The question or an answer has no words in {{language}}.',
      not_chinese: 'There is no Chinese in the Chinese question.',
      not_english: 'There is Chinese in the English words.',
      too_long_to_say:
        'In {{language}} the question with its answers is more than the phone says at once: shorten it.',
      long_to_hear: 'In {{language}} it takes about {{seconds}} seconds to be said.',
    },
  },
};
