"""The statements of `milepost.progress.statements` as they read in SQLite.

Written by `python -m milepost.progress.compile`; not to be edited.
"""

# ruff: noqa: E501

TEXTS = {
    "has table": """
SELECT name FROM sqlite_master WHERE name = :table
""",
    "version": """
SELECT version_num FROM alembic_version
""",
    "own": """
SELECT chain.id, chain.roadmap, chain.who, chain.owner, chain.position, chain.head, chain.at, chain.seal, subject.latest
FROM chain LEFT OUTER JOIN subject ON subject.roadmap = chain.roadmap AND subject.who = chain.owner AND subject.milestone = :milestone AND subject.kind = :kind AND subject.item = :item
WHERE chain.roadmap = :roadmap AND chain.owner = :who
""",
    "lock own": """
SELECT chain.id, chain.roadmap, chain.who, chain.owner, chain.position, chain.head, chain.at, chain.seal
FROM chain
WHERE chain.roadmap = :roadmap AND chain.owner = :who
""",
    "lock chain": """
SELECT chain.id, chain.roadmap, chain.who, chain.owner, chain.position, chain.head, chain.at, chain.seal
FROM chain
WHERE chain.id = :id
""",
    "begin chain": """
INSERT INTO chain (id, roadmap, who, owner, position, head, at) VALUES (:new_id, :new_roadmap, :new_who, :new_owner, :new_position, :new_head, :new_at) ON CONFLICT DO NOTHING
""",
    "move": """
UPDATE chain SET position=:new_position, head=:new_head, at=:new_at WHERE chain.id = :key
""",
    "move own": """
UPDATE chain SET position=:new_position, head=:new_head, at=:new_at, seal=:new_seal WHERE chain.id = :key
""",
    "seal": """
UPDATE chain SET seal=:new_seal WHERE chain.id = :key
""",
    "here": """
SELECT evidence.seq
FROM evidence
WHERE evidence.digest = :digest
""",
    "latest": """
SELECT subject.latest
FROM subject
WHERE subject.roadmap = :roadmap AND subject.who = :who AND subject.milestone = :milestone AND subject.kind = :kind AND subject.item = :item
""",
    "prove": """
INSERT INTO subject (roadmap, who, milestone, kind, item, latest) VALUES (:new_roadmap, :new_who, :new_milestone, :new_kind, :new_item, :new_latest) ON CONFLICT (roadmap, who, milestone, kind, item) DO UPDATE SET latest = excluded.latest RETURNING id
""",
    "record": """
INSERT INTO evidence (digest, chain, position, subject, at, status, body) VALUES (:new_digest, :new_chain, :new_position, :new_subject, :new_at, :new_status, :new_body)
""",
    "derive": """
UPDATE subject SET latest=:new_latest WHERE subject.id = :key
""",
    "newest": """
SELECT evidence.seq, evidence.digest, evidence.chain, evidence.position, evidence.subject, evidence.at, evidence.status, evidence.body, anon_1.id, anon_1.roadmap, anon_1.who, anon_1.milestone, anon_1.kind, anon_1.item, anon_1.latest, anon_1.last, anon_1.first, chain.owner, CASE WHEN (chain.owner IS NULL) THEN (SELECT max(theirs.seq) AS max_1
FROM evidence AS theirs JOIN chain AS whose ON whose.id = theirs.chain
WHERE theirs.subject = anon_1.id AND whose.owner IS NOT NULL) END AS made_here
FROM evidence JOIN (SELECT subject.id AS id, subject.roadmap AS roadmap, subject.who AS who, subject.milestone AS milestone, subject.kind AS kind, subject.item AS item, subject.latest AS latest, (SELECT evidence.seq
FROM evidence
WHERE evidence.subject = subject.id ORDER BY evidence.at DESC, evidence.seq DESC
 LIMIT 1 OFFSET 0) AS last, (SELECT evidence.at
FROM evidence
WHERE evidence.subject = subject.id AND evidence.status = 'passed' ORDER BY evidence.at
 LIMIT 1 OFFSET 0) AS first
FROM subject
WHERE subject.roadmap = :roadmap AND subject.who = :who) AS anon_1 ON evidence.seq = anon_1.last JOIN chain ON chain.id = evidence.chain
""",
    "newest of all": """
SELECT evidence.seq, evidence.digest, evidence.chain, evidence.position, evidence.subject, evidence.at, evidence.status, evidence.body, anon_1.id, anon_1.roadmap, anon_1.who, anon_1.milestone, anon_1.kind, anon_1.item, anon_1.latest, anon_1.last, anon_1.first, chain.owner, CASE WHEN (chain.owner IS NULL) THEN (SELECT max(theirs.seq) AS max_1
FROM evidence AS theirs JOIN chain AS whose ON whose.id = theirs.chain
WHERE theirs.subject = anon_1.id AND whose.owner IS NOT NULL) END AS made_here
FROM evidence JOIN (SELECT subject.id AS id, subject.roadmap AS roadmap, subject.who AS who, subject.milestone AS milestone, subject.kind AS kind, subject.item AS item, subject.latest AS latest, (SELECT evidence.seq
FROM evidence
WHERE evidence.subject = subject.id ORDER BY evidence.at DESC, evidence.seq DESC
 LIMIT 1 OFFSET 0) AS last, (SELECT evidence.at
FROM evidence
WHERE evidence.subject = subject.id AND evidence.status = 'passed' ORDER BY evidence.at
 LIMIT 1 OFFSET 0) AS first
FROM subject) AS anon_1 ON evidence.seq = anon_1.last JOIN chain ON chain.id = evidence.chain
""",
    "records": """
SELECT evidence.seq, evidence.digest, evidence.chain, evidence.position, evidence.subject, evidence.at, evidence.status, evidence.body, subject.id, subject.roadmap, subject.who, subject.milestone, subject.kind, subject.item, subject.latest, chain.owner
FROM evidence JOIN subject ON subject.id = evidence.subject JOIN chain ON chain.id = evidence.chain ORDER BY evidence.chain, evidence.position
""",
    "records of roadmap": """
SELECT evidence.seq, evidence.digest, evidence.chain, evidence.position, evidence.subject, evidence.at, evidence.status, evidence.body, subject.id, subject.roadmap, subject.who, subject.milestone, subject.kind, subject.item, subject.latest, chain.owner
FROM evidence JOIN subject ON subject.id = evidence.subject JOIN chain ON chain.id = evidence.chain
WHERE subject.roadmap = :roadmap ORDER BY evidence.chain, evidence.position
""",
    "backwards": """
SELECT evidence.seq, evidence.digest, evidence.chain, evidence.position, evidence.subject, evidence.at, evidence.status, evidence.body, subject.id, subject.roadmap, subject.who, subject.milestone, subject.kind, subject.item, subject.latest, chain.owner
FROM evidence JOIN subject ON subject.id = evidence.subject JOIN chain ON chain.id = evidence.chain
WHERE subject.roadmap = :roadmap AND subject.who = :who AND subject.milestone = :milestone AND subject.kind = :kind AND subject.item = :item ORDER BY evidence.at DESC, evidence.seq DESC
""",
    "roadmaps": """
SELECT DISTINCT chain.roadmap
FROM chain
""",
    "ends": """
SELECT chain.id, chain.roadmap, chain.who, chain.owner, chain.position, chain.head, chain.at, chain.seal, (SELECT evidence.digest
FROM evidence
WHERE evidence.chain = chain.id ORDER BY evidence.position DESC
 LIMIT 1 OFFSET 0) AS last
FROM chain
""",
    "seals": """
SELECT chain.owner, chain.seal
FROM chain
WHERE chain.roadmap = :roadmap AND chain.owner IS NOT NULL
""",
    "subjects": """
SELECT subject.who, subject.latest
FROM subject
WHERE subject.roadmap = :roadmap
""",
    "unproven": """
SELECT subject.id, subject.roadmap, subject.who, subject.milestone, subject.kind, subject.item, subject.latest
FROM subject
WHERE subject.latest != '' AND NOT (EXISTS (SELECT *
FROM evidence
WHERE evidence.subject = subject.id))
""",
}
