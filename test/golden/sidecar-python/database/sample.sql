CREATE TABLE subscriptions (plan_type TEXT NOT NULL, active INTEGER NOT NULL);
INSERT INTO subscriptions VALUES ('free', 1), ('free', 1), ('pro', 1), ('pro', 0);
