ALTER TABLE strangers ADD COLUMN first_at TEXT;     -- none: from before this was kept

-- A channel or group whose @name was taken for a person's could be made an operator.
UPDATE subscribers SET role = 'subscriber' WHERE id < 0 AND role IN ('operator', 'owner');
DELETE FROM strangers WHERE id < 0;

-- Who was shut out is not an operator behind the door, either.
UPDATE subscribers SET role = 'subscriber' WHERE status = 'denied' AND role = 'operator';
