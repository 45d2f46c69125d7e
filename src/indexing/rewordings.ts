type Rewording = readonly [sentence: string, reworded: string];

/** Sentences about work and faithful rewordings of them, none from any knowledge, to read an embedder by. */
export const REWORDINGS: Readonly<Record<"ja" | "en", readonly Rewording[]>> = {
  ja: [
    [
      "品質管理の担当者は、試験の計画を立て、結果を記録し、改善点を開発側に伝えます。",
      "品質管理の担当者は、試験を計画して結果を記録し、改善すべき点を開発側に伝えます。",
    ],
    [
      "営業職の評価は、売上の数字だけでなく、顧客との関係を保てるかどうかでも変わります。",
      "営業職では、売上だけでなく顧客との関係を保てるかも評価に関わります。",
    ],
    [
      "設計を任されるようになると、要件を聞き取る力がこれまで以上に問われます。",
      "要件を聞き取る力は、設計を任されるといっそう問われるようになります。",
    ],
    [
      "研修の期間は部署によって異なり、現場に出てから学ぶことも少なくありません。",
      "研修期間は部署ごとに異なり、現場で学ぶことも少なくありません。",
    ],
    [
      "問い合わせの内容を分類しておくと、同じ質問への対応を減らせます。",
      "問い合わせを分類すれば、同じ質問への対応が減ります。",
    ],
    [
      "デザイナーには、見た目を整えるだけでなく、使う人の行動を理解する姿勢が求められます。",
      "使う人の行動を理解する姿勢も、デザイナーには求められます。",
    ],
    [
      "経理の仕事は毎月の締め作業が中心で、決算期には業務量が増えます。",
      "経理の中心は毎月の締め作業で、決算期になると業務量が増えます。",
    ],
    [
      "プロジェクトの進め方に納得できないときは、早めに上司と目的を確認することが大切です。",
      "進め方に納得できない場合は、上司と早めに目的を確認しましょう。",
    ],
    [
      "資格は知識の証明になりますが、実務でどう使ったかを説明できることのほうが重視されます。",
      "資格よりも、実務でどう使ったかを説明できることが重視されます。",
    ],
    [
      "在宅勤務では、作業の進み具合をこまめに共有すると行き違いを防げます。",
      "在宅勤務での行き違いは、作業の進み具合を共有することで防げます。",
    ],
    [
      "マネージャーの役割は、作業を割り振ることよりも、メンバーが判断できる状態を作ることにあります。",
      "マネージャーは、メンバーが判断できる状態を作る役割を担います。",
    ],
    [
      "データ分析の結果は、現場の意見と合わせて読むことで、はじめて施策に結びつきます。",
      "データ分析は、現場の意見と合わせて読むと施策に結びつきます。",
    ],
    [
      "採用の面接では、経験した年数よりも、課題にどう向き合ったかが問われます。",
      "面接で問われるのは、年数よりも課題にどう向き合ったかです。",
    ],
    [
      "文書を残す習慣があると、担当者が替わっても仕事を引き継ぎやすくなります。",
      "文書を残しておくと、担当者が替わっても引き継ぎやすいです。",
    ],
  ],
  en: [
    [
      "A quality manager plans tests, records the results and tells the developers what to improve.",
      "Quality managers plan tests, record results and tell developers what should be improved.",
    ],
    [
      "In sales, evaluation depends on keeping good relations with customers as well as on turnover.",
      "Sales people are evaluated on customer relations as well as turnover.",
    ],
    [
      "Those who are given design work need to listen to requirements more carefully than before.",
      "Design work means listening to requirements more carefully.",
    ],
    [
      "The length of training differs between departments, and much is learned on the job.",
      "Training differs in length between departments; much is learned on the job.",
    ],
    [
      "Sorting inquiries by content reduces the time spent on answering the same question again.",
      "If inquiries are sorted by content, less time goes into answering the same question.",
    ],
    [
      "Designers are expected to understand how people behave, and not only to make things look good.",
      "Understanding how people behave is expected of designers.",
    ],
    [
      "Accounting revolves around the monthly closing, and the workload grows at the end of the fiscal year.",
      "The monthly closing is at the centre of accounting, and the workload grows at the end of the fiscal year.",
    ],
    [
      "When a project's direction is unclear, confirming its purpose with the manager early is important.",
      "It is important to confirm the purpose with the manager early when the direction of a project is unclear.",
    ],
    [
      "Certificates prove knowledge, but being able to explain how it was used at work counts for more.",
      "Being able to explain how knowledge was used at work counts for more than certificates.",
    ],
    [
      "Sharing progress often prevents misunderstandings when a team works from home.",
      "Teams that work from home prevent misunderstandings by sharing progress often.",
    ],
    [
      "A manager's role is to let members decide for themselves rather than to hand out tasks.",
      "The role of a manager is to let members decide for themselves.",
    ],
    [
      "The results of data analysis lead to action only when they are read together with the views of the field.",
      "Data analysis leads to action when read together with views from the field.",
    ],
    [
      "Interviews ask how a candidate faced problems rather than how many years were spent.",
      "An interview asks how candidates faced problems.",
    ],
    [
      "The habit of writing documents makes it easier to hand work over when people change.",
      "Writing documents makes handing over work easier when people change.",
    ],
  ],
};
