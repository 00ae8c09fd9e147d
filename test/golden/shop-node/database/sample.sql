CREATE TABLE subscriptions (
  id INTEGER PRIMARY KEY,
  plan_type TEXT NOT NULL,
  active INTEGER NOT NULL
);
INSERT INTO subscriptions (plan_type, active) VALUES
  ('basic', 1),
  ('basic', 1),
  ('basic', 0),
  ('premium', 1);
