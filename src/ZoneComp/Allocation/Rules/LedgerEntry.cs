namespace ZoneComp.Allocation.Rules;

/// <summary>One payment of a two-party scheme before netting.</summary>
/// <param name="Section">River section, station or agreement.</param>
/// <param name="Period">Month "2025-03", quarter "2025Q1" or year "2025".</param>
/// <param name="Item">Factor: "COD", "PM2.5"; "" when the section has one amount.</param>
/// <param name="AmountYuan">Above zero from payer to payee; below zero the other way (upstream did better).</param>
/// <param name="PaidLate">Whether the surcharge for late payment is due.</param>
public sealed record LedgerEntry(
    string Section, string Period, string Item, string Payer, string Payee, decimal AmountYuan, bool PaidLate, string Note);
