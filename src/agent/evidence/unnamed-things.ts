import type { Matter } from "./matter.ts";

/** Tools, papers and posts that go by their own name, which is repeated when saying that it is not stated. */
export const UNNAMED_THINGS: readonly Matter[] = [
  {
    asked: /(?:フルスタック(?:エンジニア)?)|full[- ]?stack(?: engineers?)?/i,
    written: [/フルスタック|full[- ]?stack/i],
    nearest: "generalist",
  },
  {
    asked:
      /\bSRE\b(?=.{0,6}(?:と|は|って|とは|になり|になる|の(?:年収|仕事|将来)|[?？]))|what is (?:an? )?SRE\b/i,
    nearest: "operations",
  },
  { asked: /社内SE|情シス|ヘルプデスク|カスタマーサポート/i },
  {
    asked:
      /\b(?:Java|Python|Go(?=\s?(?:って|は|と|の|を|or|and|[?？]))|Ruby|PHP|Rust|Kotlin|Scala|Perl|Swift|TypeScript|JavaScript|Node\.?js|COBOL|Golang|C#|C\+\+|Rails|Django|Laravel|Spring)(?![A-Za-z])/i,
    nearest: "language",
  },
  {
    asked:
      /\b(?:Kubernetes|k8s|Docker|Terraform|Ansible|Jenkins|GitHub|GitLab|Git|Vim|Redis|Kafka|Snowflake|React|Vue)(?![A-Za-z])|クバネ|クーバネ|ドッカー|テラフォーム|コンテナ(?:技術|の(?:勉強|知識))/i,
    written: [/Kubernetes|k8s|クバネ|クーバネ/i, /Docker|ドッカー|コンテナ/i, /Terraform|テラフォーム/i],
    nearest: "cloud",
  },
  {
    asked: /\b(?:MySQL|PostgreSQL|Oracle|MongoDB|DynamoDB|SQLServer)(?![A-Za-z])|オラクル/i,
    nearest: "database",
  },
  {
    asked:
      /\b(?:CCNA|CCNP|LPIC|LinuC|SAA|AWS認定|TOEIC|MCP|OSS-DB)(?![A-Za-z])|(?:基本|応用)情報|(?:AWS|Azure|GCP)(?:の|系の)?(?:資格|認定|試験)|スペシャリスト試験|ネスペ(?:の|に)(?:合格|難易)|情報処理/i,
    nearest: "programmes",
    saying: /資格|certif/i,
  },
];
