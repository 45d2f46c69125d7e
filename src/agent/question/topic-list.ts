/** What a question can be about; the same words classify headings, so new documents need no new code. */
export type TopicId =
  | "difference"
  | "pay"
  | "fit"
  | "work"
  | "skills"
  | "future"
  | "path"
  | "environment"
  | "programmes"
  | "consultation"
  | "design"
  | "operations"
  | "security"
  | "network"
  | "server"
  | "database"
  | "development"
  | "language"
  | "cloud"
  | "specialist"
  | "generalist"
  | "architect"
  | "lead";

export interface Topic {
  readonly id: TopicId;
  /** As a heading writes it. */
  readonly heading: RegExp;
  /** As people ask for it, in whatever words. */
  readonly asked: RegExp;
  readonly name: { readonly ja: string; readonly en: string };
  /** Narrow topics outweigh broad ones when both match. */
  readonly narrow?: true;
  /** Japanese search words that stand for an English question until the knowledge has English. */
  readonly search?: string;
}

export const TOPICS: readonly Topic[] = [
  {
    id: "difference",
    heading: /違い|differ|\bvs\b/i,
    asked:
      /違い|違(?:う|って)(?!、)|ちがい|どう違|差(?:は|って|が|を)|比較|比べ|見分け|混同|境目|境界|線引き|区別|ちゃう|異な|似て|sets? [^.]{0,20} apart|differ|versus|\bvs\.?\b|compare|distinguish/i,
    name: { ja: "違い", en: "differences" },
  },
  {
    id: "pay",
    heading: /年収|報酬|給与|\bpay\b|salary|income/i,
    asked:
      /年収|年俸|給料|給与|月給|月収|時給|収入|所得|報酬|稼(?:ぐ|ぎ|げ)|儲か|サラリー|賃金|手取り|ギャラ|お金|お給料|懐|単価|昇給|財布|懐|潤|(?:給|ボーナス)(?:が|は)|\bpays?\b(?! attention)|\bpaying\b|\bpaid\b|better[- ]paid|\braise\b|salar|income|\brates?\b|earn|money|compensation|wage/i,
    name: { ja: "年収", en: "pay" },
    search: "年収",
  },
  {
    id: "fit",
    heading: /適性|志向|向いて|\bfit\b|suit/i,
    asked:
      /向い(?:て|た)|向き|適性|適し|(?:に|が|と)合(?:う|って|い)|相性|性格|どんな人|どういう人|タイプ|どっち(?:が|に|を|寄り)|どちら(?:が|に|を)|優れ|優劣|上下関係|えらい|偉い|格上|選べば|やりがい|面白|suit|\bfit\b|personality|(?:right|best|is|good) for me\b|what kind of person|enjoy|superior|personalit|careful|i (?:love|like|prefer) |who fits|which (?:one|role|job)/i,
    name: { ja: "適性", en: "fit" },
    search: "適性 向いている",
  },
  {
    id: "work",
    heading: /仕事内容|業務|役割|\bwork\b|role|responsib|what .* do\b/i,
    asked:
      /仕事|業務|役割(?!(?:って|を|は)(?:何|なん)[てと](?:い|言|呼))|役目|職務|担当|何(?:を|して|する|やって|やる)|なに(?:を|して|する|やって|やる)|作業|やること|一日|日常|具体的に何|\bdo(?:es)?\b.*\bdo\b|\bwork\b|\brole\b|responsib|duties|day[\s-]to[\s-]day|\btasks?\b/i,
    name: { ja: "仕事内容", en: "work" },
    search: "仕事内容",
  },
  {
    id: "skills",
    heading: /スキル|知識|skill|knowledge/i,
    asked:
      /スキル|知識|技術(?!選定)|勉強|学(?:ぶ|べ|び|習|んだ)|身(?:に|へ)付|身につけ|覚え|能力|武器|必要なもの|なるには|なるため|どうすればなれ|どうやったらなれ|なり方|何が(?:必要|要|いる)|求められ|skill|learn|study|\bknow(?:ledge)?\b|need to become|requirements?/i,
    name: { ja: "必要なスキル", en: "skills" },
    search: "必要なスキル",
  },
  {
    id: "future",
    heading: /将来性|future|outlook/i,
    asked:
      /将来(?!どんな|何|なに|どう|的に|、)|需要|なくな(?:る|り|ら|っ)|無くな|食いっぱぐれ|食べていけ|食っていけ|安泰|生き残|オワコン|斜陽|先細り|衰退|淘汰|(?:エンジニア|インフラ|バックエンド|サイド|職種|人)(?:は|って|が|も)[^。、]{0,6}(?:不要|いらな|要らな|要る[?？]|いる[?？]|要ります|必要と?され)|残(?:る|って|れ)[^。]{0,4}(?:仕事|職|か|[?？])|残ってる|消え(?:る|ない)|廃れ|この先|先行き|今後|何年後|\d+年後|aiに|奪われ|置いていかれ|余る|余り|安定した(?:職|仕事)|伸び(?:る|て|し)|長く(?:続|働|活躍)|つぶし|潰し|future|demand|prospect|disappear|outlook|obsolete|going away|die out|replac|stay in demand|long[\s-]term|secure (?:job|career)|safe (?:job|career|bet|choice)|dying|\bkill|\bstable\b|vanish/i,
    name: { ja: "将来性", en: "future prospects" },
    search: "将来性",
  },
  {
    id: "path",
    heading: /キャリアパス|career path/i,
    asked:
      /キャリアパス|キャリア(?:の|を|って|プラン|アップ|は|形成|チェンジ)|キャリアって|進路|進む道|選択肢|ステップアップ|昇進|出世|目指(?:す|せ|し)|その先|次の(?:ステップ|段階)|どうなれ|何になれ|行き着く|行き先|ゴールは|道(?:へ|を)(?:進|選)|どんな道|役職|上流|一本道|リーダー|(?:に|と)なりたい|抜け出|道(?:が|は|って)|career (?:path|option|step|progress)|comes? (?:next|after)|what'?s (?:next|after)|where (?:can|do|does) [^.?]{0,20} go from|what can i become|become after|lead to in the end|careers?\b|paths?\b|grow into|promot|next step/i,
    name: { ja: "キャリアパス", en: "career path" },
    search: "キャリアパス",
  },
  {
    id: "programmes",
    heading: /制度|連動|案件選択|チーム制|資格取得|開示|SES|テクニケーション|programme|Technication/i,
    asked:
      /制度|連動|案件選択|案件(?:を|は|が)?選|チーム制|資格|開示|\bses\b|テクニケーション|還元|マージン|中抜き|ピンハネ|体制|単価(?:に|と|が)[^。]{0,6}(?:応じ|連動|上が)[^。]{0,8}(?:報酬|給)|いくらで[^。]{0,8}(?:売|契約|出)|案件ガチャ|正社員|フリーランス|ベテラン|先輩|教わ|後押し|応援して|サポート(?:って|は|が|も|し|体制)|(?:望|希望)[^。、]{0,8}(?:現場|案件)|(?:案件|現場|仕事)(?:を|は|が)?(?:断|選)|会社(?:は|が|から|に)[^。]{0,16}(?:くれ|もらえ|もらう)|単価[^。]{0,12}(?:教えて|開示|公開|知らせ|見せ)|technication|programme|certif|disclos|team[\s-]based|(?:choose|pick|turn down|refuse) (?:my|their|your)?\s?(?:own )?(?:projects?|assignments?)|what (?:the )?clients? pay|senior (?:colleague|engineer)s?|mentor|support for (?:exams?|stud)|pay[\s-]link|(?:my|the) rate (?:rises|goes up|increases)|full[\s-]time employee|freelance/i,
    name: { ja: "発行元の制度", en: "the publisher's programmes" },
    narrow: true,
    search: "テクニケーション 制度",
  },
  {
    id: "consultation",
    heading: /相談|consult|advis[eo]r|\btalk\b/i,
    asked:
      /相談(?:って|は|の|に|が|を|す|で|料|会|窓口)|無料|履歴書|申し?込|世間話|面談|カウンセリング|雑談|趣味|レジュメ|職務経歴書|アドバイザー|話して(?:も)?(?:いい|よい|大丈夫|構わ|かまわ)|話だけ|話を聞いて(?:もら|ほし|くれ)|手ぶら|(?:仕事|キャリア)以外の(?:話|こと)|30秒|consult|\badvis[eo]rs?\b|small talk|hobb|\bchat\b|resume|\bcv\b|sign up|apply/i,
    name: { ja: "無料相談", en: "the free consultation" },
    narrow: true,
    search: "専門アドバイザー 無料相談",
  },
  {
    id: "environment",
    heading: /働くなら|環境|environment/i,
    asked:
      /環境|職場|会社選び|転職|納得感|働き方|どんな会社|今の会社|environment|workplace|change jobs|employer/i,
    name: { ja: "働く環境", en: "the working environment" },
    search: "働く環境",
  },
  {
    id: "design",
    heading: /設計.*構築|design/i,
    asked: /設計|構築|要件定義|上流工程|土台|design|\bbuild/i,
    name: { ja: "設計・構築", en: "design and construction" },
    search: "設計 構築",
  },
  {
    id: "operations",
    heading: /運用|保守|監視|operation|monitor/i,
    asked:
      /運用|保守|監視|障害|トラブル|ルーチン|ルーティン|見張り|自動化|見守|オペレータ|手順書|\bops\b|operation|monitor|mainten|incident|outage|routine|automat/i,
    name: { ja: "運用・保守", en: "operations and maintenance" },
    narrow: true,
    search: "監視 運用 保守",
  },
  {
    id: "security",
    heading: /セキュリティ|security/i,
    asked:
      /セキュリテ[ィイ]|脆弱性|不正アクセス|ハッキング|ハッカー|攻撃|情報漏|守り(?:の|を|方|に)|アクセス制御|リスク管理|リスク|パッチ|先回り|未然に|権限|ログ監視|attack|hack|security|vulnerab|patch|access control|\brisk/i,
    name: { ja: "セキュリティ", en: "security" },
    narrow: true,
    search: "セキュリティ対策",
  },
  {
    id: "network",
    heading: /ネットワーク設計|ネットワーク|network/i,
    asked: /ネットワーク|ネットワ|通信|回線|冗長|network/i,
    name: { ja: "ネットワーク", en: "networks" },
    narrow: true,
    search: "ネットワーク設計 構築",
  },
  {
    id: "server",
    heading: /サーバー|サーバ|\bOS\b|server/i,
    asked:
      /サーバ(?!ー?サイド)|\bos\b|osの|サバ(?=構築|の|を)|チューニング|ミドルウェア|リナックス|linux|server(?![\s-]?side)|operating system|tuning|middleware/i,
    name: { ja: "サーバー・OS", en: "servers and operating systems" },
    narrow: true,
    search: "サーバー OS",
  },
  {
    id: "database",
    heading: /データベース|database/i,
    asked:
      /データベース|データーベース|\bdb\b|db(?=\p{sc=Han}|\p{sc=Hiragana}|設)|データの(?:持ち|持た|置き|保存|格納|入れ物|構造)|テーブル設計|クエリ|\bsql\b|データの持ち方|database|\bquer(?:y|ies)\b|\btables?\b/iu,
    name: { ja: "データベース", en: "databases" },
    narrow: true,
    search: "データベース",
  },
  {
    id: "development",
    heading: /開発や運用|開発|development/i,
    asked: /開発|\bapi\b|apiの|実装|コードを書|develop|implement|\bcoding\b/i,
    name: { ja: "開発と運用", en: "development" },
    search: "システムの開発 運用",
  },
  {
    id: "language",
    heading: /プログラミング|言語|programming/i,
    asked:
      /プログラミング|プログラム|言語(?!化)|コーディング|コードの(?:質|品質|書き方)|(?:読みやす|きれい|綺麗|わかりやす|分かりやす|良い|いい)[^。]{0,4}コード|可読性|読んで(?:分か|わか|理解)|programming|\blanguages?\b|\bcode\b/i,
    name: { ja: "プログラミング言語", en: "programming languages" },
    narrow: true,
    search: "プログラミング言語",
  },
  {
    id: "cloud",
    heading: /クラウド|cloud/i,
    asked: /クラウド|cloud/i,
    name: { ja: "クラウド", en: "the cloud" },
    narrow: true,
    search: "クラウド",
  },
  {
    id: "specialist",
    heading: /スペシャリスト|specialist/i,
    asked:
      /スペシャリスト|専門家|専門性|極め|突き詰め|一芸|一つに絞|職人|一つの(?:分野|技術)|特化|特定(?:分野|の技術)|specialist|specializ|specialis/i,
    name: { ja: "スペシャリスト", en: "specialist" },
    narrow: true,
    search: "スペシャリスト",
  },
  {
    id: "generalist",
    heading: /ジェネラリスト|generalist/i,
    asked:
      /ジェネラリスト|ゼネラリスト|幅広|広く浅|浅く広|なんでも(?:や|でき|こな)|何でも(?:や|でき|こな)|器用貧乏|オールラウンダ|取り持|間に立|広く(?:触|やり|やる|関わ|学)|(?:いろんな|いろいろな|色々な|さまざまな|多様な)(?:技術|分野|領域|こと)|何でも屋|オールラウンド|マルチ|橋渡し|調整役|jack[- ]of[- ]all|going broad|generalist/i,
    name: { ja: "ジェネラリスト", en: "generalist" },
    narrow: true,
    search: "ジェネラリスト",
  },
  {
    id: "architect",
    heading: /アーキテクト|architect/i,
    asked: /アーキテクト|設計方針|合意形成|全体の(?:構想|設計)|全体設計|architect/i,
    name: { ja: "ITアーキテクト", en: "IT architect" },
    narrow: true,
    search: "アーキテクト",
  },
  {
    id: "lead",
    heading: /テックリード|tech(?:nical)? lead/i,
    asked: /テックリード|テクリー|テクニカルリード|tech(?:nical)? lead/i,
    name: { ja: "テックリード", en: "tech lead" },
    narrow: true,
    search: "テックリード",
  },
];
