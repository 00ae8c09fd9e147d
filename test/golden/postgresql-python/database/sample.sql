CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
INSERT INTO orders VALUES (1, 'open'), (2, 'open'), (3, 'paid');
CREATE TABLE payments (cents BIGINT NOT NULL);
INSERT INTO payments VALUES (4990), (1250);
